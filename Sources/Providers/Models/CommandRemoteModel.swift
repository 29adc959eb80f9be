package import Execution
import JSON
package import Plan
import Platform

/// A model that is a program.
package struct CommandRemoteModel: RemoteModelKind, RemoteModel {
    package static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "command",
            "A model that is a program, given as its arguments: one JSON request on its standard input, one JSON answer on "
                + "its standard output, as docs/command-protocol.md says.",
            .value(.command),
            siblings: [ModelLabel.field, CommandOptions.timeout, CommandOptions.environment],
            standing: .onRouters
        ),
        recipe: CommandRetrainer.recipe
    )

    package static let place = "model"

    private let peer: CommandPeer
    /// Which model is asked of it, where whoever trained it has said so.
    private let model: String?
    private let budget: CallBudget?

    package static func make(_ options: OptionValues, classes: [String], in context: ProviderContext) -> any RemoteModel
    {
        CommandRemoteModel(
            CommandPeer(.model, options.list(descriptor.kind.name) ?? [], options, in: context),
            model: options.text(place),
            budget: context.calls
        )
    }

    package init(_ peer: CommandPeer, model: String? = nil, budget: CallBudget? = nil) {
        self.budget = budget
        self.peer = peer
        self.model = model
    }

    package func look() async throws(ProviderFailure) -> RemoteModelIdentity {
        let answer = try await peer.ask("describe")
        guard let name = answer["name"]?.string else { throw peer.misshapen(answer, "has no `name`, a text") }
        return RemoteModelIdentity(name: name)
    }

    package func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        guard !rows.rows.isEmpty else { return [] }
        let start = Clock.monotonicNanoseconds()
        var members: JSONObject = [
            "columns": .array(rows.columns.map(JSONValue.string)), "rows": .array(rows.rows.map(JSONValue.array)),
        ]
        members["model"] = model.map(JSONValue.string)
        try budget?.spend()
        let answer = try await peer.ask("predict", members)
        let latency = Duration.nanoseconds((Clock.monotonicNanoseconds() - start) / Int64(rows.rows.count))
        guard let labels = answer["labels"]?.array, labels.count == rows.rows.count,
            labels.allSatisfy({ $0 == .null || $0.string != nil })
        else {
            throw peer.misshapen(answer, "needs `labels` with a text or null for each of \(rows.rows.count) rows")
        }
        return labels.map { RemoteAnswer(label: $0.string, latency: latency) }
    }
}
