import Diagnostics
package import Execution
package import Plan
import Platform

/// HAProxy, told by its runtime socket which weights two servers of a backend have.
package struct HAProxyRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "haproxy",
        "HAProxy, told by its runtime socket which weights two servers of a backend have. Half percents are exact, other "
            + "shares as near as weights up to 256 allow. A reload of HAProxy brings back the weights of its configuration.",
        .options([
            FieldShape(
                "socket",
                .text,
                required: true,
                "The path of the socket, which `stats socket PATH level admin` opens."
            ),
            FieldShape("backend", .text, required: true, "The backend that the two servers are in, and no others."),
            RouterOptions.candidate("The server that is the candidate."),
            RouterOptions.baseline("The server that is the baseline."),
            RouterOptions.tolerance,
        ]),
        standing: .onRouters
    )

    private static let timeout: Duration = .seconds(5)
    private static let limit = 4 << 20

    private let socket: String
    private let folder: String
    private let backend: String
    private let candidate: String
    private let baseline: String
    private let steps: CoarseShare

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        let names = RouterOptions.names(options)
        return HAProxyRouter(
            socket: options.text("socket") ?? "",
            folder: context.folder,
            backend: options.text("backend") ?? "",
            candidate: names.candidate,
            baseline: names.baseline,
            steps: CoarseShare(tolerance: RouterOptions.tolerance(options))
        )
    }

    package func nearest(to share: Rational) throws(ProviderFailure) -> Rational {
        try steps.accepting(HAProxyWeights(giving: share).share ?? .zero, for: share, by: "HAProxy")
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        _ = try nearest(to: share)
        let weights = HAProxyWeights(giving: share)
        let (old, _) = try await read()
        guard weights != old else { return }
        let first = "set server \(backend)/\(candidate) weight \(weights.candidate)"
        let second = "set server \(backend)/\(baseline) weight \(weights.baseline)"
        // In between the candidate has no more than before or after, and one of the two has something.
        let commands = weights.baseline >= old.baseline ? [second, first] : [first, second]
        let answer = try await ask(commands.joined(separator: "; "))
        guard answer.isEmpty else { throw failure("HAProxy refuses the weights: \(answer)") }
        let (new, _) = try await read()
        guard new == weights else {
            throw ProviderFailure(
                "HAProxy has the weights \(new.candidate) and \(new.baseline) where \(weights.candidate) and "
                    + "\(weights.baseline) were set",
                isTransient: true
            )
        }
    }

    package func share() async throws(ProviderFailure) -> Rational? {
        let (weights, servers) = try await read()
        for name in [candidate, baseline] {
            // Where one is down the other has everything, whatever the weights are.
            if let server = servers[name], server.weight > 0, !server.takesTraffic {
                throw ProviderFailure("the server `\(name)` of `\(backend)` takes no traffic now", isTransient: true)
            }
        }
        guard let share = weights.share else { throw failure("both servers of `\(backend)` have the weight 0") }
        return share
    }

    private func read() async throws(ProviderFailure) -> (HAProxyWeights, HAProxyServers) {
        for word in [backend, candidate, baseline] where !Self.isWord(word) {
            throw failure("HAProxy has no backend or server `\(word)`")
        }
        let answer = try await ask("show servers state \(backend)")
        guard let servers = HAProxyServers(answer) else {
            throw failure("HAProxy does not list the servers of `\(backend)`: \(answer)")
        }
        guard let candidate = servers[candidate], let baseline = servers[baseline] else {
            let missing = servers[candidate] == nil ? candidate : baseline
            throw failure("the backend `\(backend)` has no server `\(missing)`")
        }
        if let other = servers.servers.first(where: {
            ![self.candidate, self.baseline].contains($0.name) && $0.weight > 0
        }) {
            throw failure(
                "the backend `\(backend)` has another server, `\(other.name)`, and with it the weights of two are no share"
            )
        }
        return (HAProxyWeights(candidate: candidate.weight, baseline: baseline.weight), servers)
    }

    /// What HAProxy says to a line of commands, without the empty lines.
    private func ask(_ commands: String) async throws(ProviderFailure) -> String {
        let path = Path.join(folder, socket)
        let answer: [UInt8]
        do throws(LocalSocket.Problem) {
            answer = try await LocalSocket.ask(
                path,
                Array((commands + "\n").utf8),
                timeout: Self.timeout,
                limit: Self.limit
            )
        } catch {
            switch error {
            case .failed(let error):
                throw ProviderFailure("cannot reach HAProxy at `\(socket)`: \(error.reason)", isTransient: true)
            case .timedOut:
                throw ProviderFailure("HAProxy does not answer at `\(socket)`", isTransient: true)
            case .tooLarge:
                throw failure("HAProxy answers at `\(socket)` with more than is read")
            }
        }
        let lines = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isNewline).filter { !$0.isEmpty }
        return lines.joined(separator: "\n")
    }

    /// Names are parts of a line of commands.
    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte < 0x80 && byte > 0x20 && byte != 0x7F && !";\\/\"'#".utf8.contains(byte)
            }
    }

    private func failure(_ problem: String) -> ProviderFailure {
        let line = problem.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return ProviderFailure(PrintableText.escaping(String(line.prefix(400))), isTransient: false)
    }
}
