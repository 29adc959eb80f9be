package import Execution
import JSON
package import Plan

/// A program that trains the candidate of a live plan again.
package struct CommandRetrainer: Sendable {
    /// What a plan says of it, an element of the candidate's `retrain`.
    package static let recipe = RecordShape(
        "a recipe of `retrain`",
        "A program that trains the candidate again, as docs/command-protocol.md says, while everyone has the baseline.",
        [
            FieldShape(
                "command",
                .command,
                required: true,
                "The program and its arguments; it runs in the plan's folder."
            ),
            FieldShape(
                "timeout",
                .duration,
                default: "1h",
                "How long training may take; then the program is ended, with all that it has started, and asked again."
            ),
            CommandOptions.environment,
        ]
    )

    /// The longest label or address that is taken, in bytes.
    private static let mostBytes = 1000

    private let peer: CommandPeer
    private let spec: ModelSpec
    private let context: ProviderContext
    /// The option that says where a model of its kind is asked.
    private let place: String

    package init(_ peer: CommandPeer, of spec: ModelSpec, in context: ProviderContext) {
        self.peer = peer
        self.spec = spec
        self.context = context
        place = RemoteModelRegistry.place(of: spec)
    }

    /// Those of a plan, in the order of its recipes.
    package static func retrainers(of program: Program, in context: ProviderContext) -> [CommandRetrainer] {
        guard let spec = program.model(.candidate) else { return [] }
        return spec.retrainers.map { options in
            CommandRetrainer(
                CommandPeer(.retrain, options.list("command") ?? [], options, in: context),
                of: spec,
                in: context
            )
        }
    }
}

extension CommandRetrainer: Retrainer {
    package func train(time number: Int, replacing label: String?) async throws(ProviderFailure) -> ServedModel {
        let answer = try await peer.ask(
            "train",
            [
                "attempt": .integer(number), "key": .string("\(context.run)/train/\(number)"),
                "label": label.map(JSONValue.string) ?? .null,
            ]
        )
        guard let served = answer["label"]?.string, Self.isShort(served) else {
            throw peer.misshapen(answer, "needs a `label`, a text of 1 to \(Self.mostBytes) bytes")
        }
        switch answer["model"] {
        case nil, .null?: return ServedModel(label: served, address: nil)
        case .string(let address)?:
            if let problem = problem(with: address) { throw peer.misshapen(answer, problem) }
            return ServedModel(label: served, address: address)
        case _?: throw peer.misshapen(answer, "has a `model` that is no text")
        }
    }

    package func candidate(serving model: ServedModel) -> ModelSpec {
        var changed: [String: OptionValues.Value] = [ModelLabel.field.key: .text(model.label)]
        changed[place] = model.address.map { .text($0) }
        return ModelSpec(
            role: spec.role,
            kind: spec.kind,
            options: spec.options.merging(OptionValues(changed)),
            training: nil,
            retraining: [],
            retrainers: spec.retrainers
        )
    }

    private static func isShort(_ text: String) -> Bool { (1...mostBytes).contains(text.utf8.count) }

    /// What stands against asking the model there: nobody is asked whom the plan does not name, and no secret is kept.
    private func problem(with address: String) -> String? {
        guard Self.isShort(address) else {
            return "has a `model` that is empty or of more than \(Self.mostBytes) bytes"
        }
        guard context.secrets.redacting(address) == address else { return "has a secret in its `model`" }
        guard RemoteModelRegistry.isAsked(byAddress: spec) else { return nil }
        do throws(HTTPFailure) {
            let named = try context.address(place, of: spec.options)
            return try HTTPAddress(address).isSameServer(as: named)
                ? nil : "has its `model` on another server than the plan, which names `\(named.shown)`"
        } catch {
            return "cannot be followed: \(error.problem)"
        }
    }
}
