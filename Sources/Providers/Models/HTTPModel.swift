package import Execution
import JSON
package import Plan

/// A model behind any HTTP endpoint that takes and gives JSON.
package struct HTTPModel: RemoteModelKind, RemoteModel {
    package static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "http",
            "A model behind any HTTP endpoint.",
            .options(
                [
                    FieldShape("url", .url, required: true, "Where it is asked."),
                    FieldShape("method", .choice(["POST", "PUT", "GET"]), default: "POST", "How it is asked."),
                    FieldShape(
                        "body",
                        .template(["row", "rows"]),
                        default: "{{row}}",
                        "What is asked; `{{row}}` stands for the row as a JSON object by columns, `{{rows}}` for a list of as "
                            + "many as `batch` says. Inside a string of JSON they are text."
                    ),
                    FieldShape(
                        "answer",
                        .pointer,
                        required: true,
                        "Where the prediction stands in the answer, as a JSON pointer such as `/predictions/0`; with `{{rows}}`, "
                            + "where the list of them does."
                    ),
                ] + RemoteOptions.fields
            ),
            siblings: [ModelLabel.field],
            standing: .onRouters
        ),
        recipe: CommandRetrainer.recipe
    )

    package static let place = "url"

    private let address: HTTPAddress
    private let method: HTTPRequest.Method
    private let body: RowTemplate
    private let pointer: JSONPointer
    private let reader: AnswerReader
    private let calls: RemoteCalls

    package static func make(_ options: OptionValues, classes: [String], in context: ProviderContext) -> any RemoteModel
    {
        do throws(HTTPFailure) {
            return try HTTPModel(options, classes, context)
        } catch {
            return BrokenRemoteModel(failure: ProviderFailure(error))
        }
    }

    private init(_ options: OptionValues, _ classes: [String], _ context: ProviderContext) throws(HTTPFailure) {
        address = try context.address("url", of: options)
        method = options.text("method").flatMap(HTTPRequest.Method.init(rawValue:)) ?? .post
        let template = options.secretText("body") ?? SecretText([.text("{{row}}")])
        guard let body = RowTemplate(template, context.secrets) else {
            throw HTTPFailure(
                .badRequest,
                "the body of a model's request cannot be read, or has a secret that is not set"
            )
        }
        self.body = body
        let answer = options.text("answer") ?? ""
        guard let pointer = JSONPointer(answer) else {
            throw HTTPFailure(.badRequest, "`\(answer)` is no JSON pointer: one is empty or begins with `/`")
        }
        self.pointer = pointer
        reader = AnswerReader(classes: classes, named: options.list("classes"))
        calls = RemoteCalls(try RemoteOptions(options, isSingle: !body.takesSeveral, in: context), in: context)
    }

    /// There is no common way to ask whether such a model is there, and each question may cost: so none is asked.
    package func look() async throws(ProviderFailure) -> RemoteModelIdentity {
        RemoteModelIdentity(name: address.shown)
    }

    package func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        try await calls.answer(rows) { batch in
            do throws(ProviderFailure) {
                return .success(try await ask(batch))
            } catch {
                return .failure(error)
            }
        }
    }

    private func ask(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        let request = HTTPRequest(
            method,
            address,
            headers: [("Content-Type", "application/json"), ("Accept", "application/json")],
            body: method == .get ? nil : Array(body.filled(rows).utf8)
        )
        let response = try await calls.send(request)
        guard let answer = try? JSONValue(parsing: response.body), let found = pointer.value(in: answer) else {
            throw ProviderFailure(
                "`\(address.shown)` has nothing at `\(pointer.text)` of its answer",
                isTransient: false
            )
        }
        let values = body.takesSeveral ? found.array ?? [] : [found]
        guard values.count == rows.rows.count else {
            throw ProviderFailure(
                "`\(address.shown)` gave \(values.count) predictions for \(rows.rows.count) rows",
                isTransient: false
            )
        }
        let share = response.elapsed / values.count
        let answers = values.map { RemoteAnswer(label: reader.label($0), latency: share) }
        try reader.check(answers, values.first, of: address)
        return answers
    }
}
