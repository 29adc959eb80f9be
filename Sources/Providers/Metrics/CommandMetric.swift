package import Execution
import JSON
package import Plan

/// A metric that a program gives.
package struct CommandMetricStore: MetricStoreKind, MetricStore {
    package static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "command",
            "What a program says, given as its arguments: one JSON request on its standard input, one JSON answer on its "
                + "standard output, as docs/command-protocol.md says.",
            .value(.command),
            siblings: [StoreMetricOptions.type, CommandOptions.timeout, CommandOptions.environment],
            standing: .onRouters
        ),
        type: nil,
        source: .store,
        evidence: [.point]
    )

    private let peer: CommandPeer

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any MetricStore {
        CommandMetricStore(CommandPeer(.metric, options.list(descriptor.kind.name) ?? [], options, in: context))
    }

    package init(_ peer: CommandPeer) { self.peer = peer }

    package func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer {
        let answer = try await peer.ask(
            "value",
            [
                "model": .string(question.model), "window": .number(question.window.seconds),
                "at": .number(question.at.seconds),
            ]
        )
        guard let value = answer["value"] else { throw peer.misshapen(answer, "has no `value`") }
        if value == .null { return .none(answer["reason"]?.string ?? "the program has none") }
        guard let number = value.number else {
            throw peer.misshapen(answer, "has a `value` that is neither a number nor null")
        }
        let samples = answer["samples"] ?? .null
        guard samples == .null || (samples.integer ?? -1) >= 0 else {
            throw peer.misshapen(answer, "has `samples` that are no number of things")
        }
        return .value(number, samples: samples.integer)
    }
}
