import Diagnostics
package import Execution
package import JSON
package import Plan

/// A program that speaks the command protocol: one request as a line of JSON on its standard input, one answer as a JSON
/// object on its standard output, and then its end.
///
/// `docs/command-protocol.md` is the protocol's description.
package struct CommandPeer: Sendable {
    package static let version = 1

    /// The most bytes that an answer may have.
    private static let limit = 16 << 20

    private let kind: CommandKind
    private let run: String
    private let secrets: Secrets
    /// The program, or why there is none.
    private let process: Result<ChildProcess, ProviderFailure>

    /// The program that these options name; nothing is started.
    package init(
        _ kind: CommandKind,
        _ command: [String],
        _ options: OptionValues,
        in context: ProviderContext
    ) {
        self.kind = kind
        run = context.run
        secrets = context.secrets
        do throws(ProviderFailure) {
            process = .success(
                try CommandOptions.process(command, options, folder: context.folder, secrets: secrets)
            )
        } catch {
            process = .failure(error)
        }
    }

    /// What a program made of a request.
    package enum Reply: Hashable, Sendable {
        case answer(JSONObject)
        /// It says itself that it could not do it, and whether it may go better later.
        case refusal(String, isTransient: Bool)
    }

    /// A request of this version.
    package func request(_ operation: String, _ members: JSONObject = [:]) -> JSONObject {
        var request: JSONObject = [
            "planrun": .integer(Self.version), "kind": .string(kind.rawValue), "op": .string(operation),
            "run": .string(run),
        ]
        for member in members.members { request[member.name] = member.value }
        return request
    }

    /// What the program answers to an operation with these members; an empty object where it answers nothing.
    package func ask(_ operation: String, _ members: JSONObject = [:]) async throws(ProviderFailure) -> JSONObject {
        switch try await send(request(operation, members)) {
        case .answer(let answer): return answer
        case .refusal(let problem, let isTransient):
            throw failure("\(program) says: \(problem)", isTransient: isTransient)
        }
    }

    /// What it makes of a whole request.
    package func send(_ request: JSONObject) async throws(ProviderFailure) -> Reply {
        let process = try process.get()
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try await process.run(
                input: Array((JSONValue.object(request).text + "\n").utf8),
                keeping: Self.limit
            )
        } catch {
            throw failure(process.problem(with: error), isTransient: false)
        }
        if let problem = process.problem(with: outcome) { throw failure(problem, isTransient: true) }
        guard !outcome.isCut else {
            throw failure("`\(process.program)` answers with more than \(Self.limit) bytes", isTransient: false)
        }
        let answer = try object(in: outcome, of: process)
        guard let problem = answer["error"] else { return .answer(answer) }
        let words = problem.string ?? problem.text
        return .refusal(String(words.prefix(1000)), isTransient: answer["retry"]?.bool ?? false)
    }

    /// An answer that is not of the form that its operation has.
    package func misshapen(_ answer: JSONObject, _ needs: String) -> ProviderFailure {
        let text = JSONValue.object(answer).text
        let shown = text.count > 200 ? text.prefix(200) + "..." : text[...]
        return failure("\(program) answers `\(shown)`, which \(needs)", isTransient: false)
    }

    private var program: String {
        if case .success(let process) = process { "`\(process.program)`" } else { "the program" }
    }

    private func object(in outcome: ChildProcess.Outcome, of process: ChildProcess) throws(ProviderFailure)
        -> JSONObject
    {
        if outcome.output.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return [:] }
        let complaint = outcome.complaint.line
        let said = complaint.isEmpty ? "" : "; it complains: \(complaint)"
        do throws(JSONError) {
            if let object = try JSONValue(parsing: outcome.output).object { return object }
            throw JSONError(problem: "it is no object", offset: 0)
        } catch {
            let start = String(decoding: outcome.output.prefix(80), as: UTF8.self)
            throw failure(
                "`\(process.program)` does not answer with one JSON object: \(error.problem), after \(error.offset) bytes of "
                    + "`\(start)`" + said,
                isTransient: false
            )
        }
    }

    private func failure(_ problem: String, isTransient: Bool) -> ProviderFailure {
        ProviderFailure(PrintableText.escaping(secrets.redacting(problem)), isTransient: isTransient)
    }
}
