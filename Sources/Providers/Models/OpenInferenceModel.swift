package import Execution
import JSON
package import Plan
import Synchronization

/// A model behind the Open Inference Protocol, version 2, over REST: MLServer, Triton, KServe, and what speaks like them.
package final class OpenInferenceModel: RemoteModelKind, RemoteModel {
    package static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "serve",
            "A model on a server that speaks the Open Inference Protocol, version 2; the URL of the model's version.",
            .value(.url),
            siblings: [
                ModelLabel.field,
                FieldShape(
                    "output",
                    .text,
                    "The tensor of the answer that has the prediction; unless stated, the first one of texts, else of whole "
                        + "numbers, else of others."
                ),
            ] + RemoteOptions.fields,
            standing: .onRouters
        ),
        recipe: CommandRetrainer.recipe
    )

    package static let place = "serve"

    private let address: HTTPAddress
    private let output: String?
    private let reader: AnswerReader
    private let calls: RemoteCalls
    private let inputs = Mutex<InferenceInputs?>(nil)

    package static func make(_ options: OptionValues, classes: [String], in context: ProviderContext) -> any RemoteModel
    {
        do throws(HTTPFailure) {
            return try OpenInferenceModel(options, classes, context)
        } catch {
            return BrokenRemoteModel(failure: ProviderFailure(error))
        }
    }

    private init(_ options: OptionValues, _ classes: [String], _ context: ProviderContext) throws(HTTPFailure) {
        address = try context.address(Self.descriptor.kind.name, of: options)
        output = options.text("output")
        reader = AnswerReader(classes: classes, named: options.list("classes"))
        calls = RemoteCalls(try RemoteOptions(options, in: context), in: context)
    }

    package func look() async throws(ProviderFailure) -> RemoteModelIdentity {
        let metadata = try await metadata()
        let ready = try await calls.probe(HTTPRequest(.get, address.appending("/ready")))
        // Some servers know the way only of models without versions.
        guard ready.isSuccess || ready.status == 404 else {
            throw ProviderFailure("`\(address.shown)` is not ready: it answered \(ready.status)", isTransient: true)
        }
        let parts = address.shown.split(separator: "/")
        let version =
            parts.count > 2 && parts[parts.count - 2] == "versions" ? "version \(parts[parts.count - 1])" : nil
        let words = [metadata["name"]?.string, version, metadata["platform"]?.string].compactMap { $0 }
        return RemoteModelIdentity(name: words.filter { !$0.isEmpty }.joined(separator: ", "))
    }

    package func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        if inputs.withLock({ $0 }) == nil { _ = try await metadata() }
        return try await calls.answer(rows) { batch in
            do throws(ProviderFailure) {
                return .success(try await self.ask(batch))
            } catch {
                return .failure(error)
            }
        }
    }

    /// What the server says of the model; what it takes is remembered.
    private func metadata() async throws(ProviderFailure) -> JSONValue {
        let response = try await calls.probe(HTTPRequest(.get, address))
        guard response.isSuccess else { throw calls.refusal(response, of: address) }
        guard let metadata = try? JSONValue(parsing: response.body), metadata["name"]?.string != nil else {
            throw ProviderFailure("`\(address.shown)` does not speak the Open Inference Protocol", isTransient: false)
        }
        inputs.withLock { $0 = InferenceInputs(metadata) }
        return metadata
    }

    private func ask(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        let inputs = inputs.withLock { $0 } ?? InferenceInputs(.null)
        let tensors: JSONValue
        do throws(InferenceInputs.Misfit) {
            tensors = try inputs.tensors(of: rows)
        } catch {
            throw ProviderFailure("`\(address.shown)` \(error.words)", isTransient: false)
        }
        let request = HTTPRequest(
            .post,
            address.appending("/infer"),
            headers: [("Content-Type", "application/json"), ("Accept", "application/json")],
            body: Array(JSONValue.object(["inputs": tensors]).text.utf8),
            mostBytes: 64 << 20
        )
        let response = try await calls.send(request)
        guard let body = try? JSONValue(parsing: response.body),
            let predictions = InferenceOutput(body, named: output)?.rows(rows.rows.count)
        else {
            let which = output.map { "tensor `\($0)`" } ?? "tensor"
            throw ProviderFailure(
                "`\(address.shown)` answers no \(which) with a prediction for each of \(rows.rows.count) rows",
                isTransient: false
            )
        }
        let share = response.elapsed / max(1, predictions.count)
        let answers = predictions.map { RemoteAnswer(label: reader.label($0), latency: share) }
        try reader.check(answers, predictions.first, of: address)
        return answers
    }
}

/// What metric stores call a model.
enum ModelLabel {
    static let field = FieldShape(
        "label",
        .text,
        "What metric stores and routers call the model; `{{model}}` in a query stands for it."
    )
}
