package import Execution
import JSON
package import Plan

/// A router that is told by a program.
package struct CommandRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "command",
        "A program, given as its arguments, that tells a router: one JSON request on its standard input, one JSON answer on "
            + "its standard output, as docs/command-protocol.md says.",
        .value(.command),
        siblings: [CommandOptions.timeout, CommandOptions.environment],
        standing: .onRouters
    )

    private let peer: CommandPeer

    package init(_ peer: CommandPeer) { self.peer = peer }

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        CommandRouter(CommandPeer(.router, options.list(descriptor.name) ?? [], options, in: context))
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        _ = try await peer.ask("set", ["share": .string(share.percentText), "fraction": .number(share.value)])
    }

    package func share() async throws(ProviderFailure) -> Rational? {
        let answer = try await peer.ask("share")
        guard let value = answer["share"] else { throw peer.misshapen(answer, "has no `share`") }
        if value == .null { return nil }
        guard let share = ShareText.share(value) else {
            throw peer.misshapen(answer, "has a `share` that is none: write `\"5%\"`, `\"1/3\"`, 0.05 or null")
        }
        return share
    }
}
