package import Execution
import JSON
package import Plan

/// A program that gives the labels of a log, page by page.
package struct CommandLabels: Sendable {
    /// More pages than these are no end, and a file of more bytes is none that a program of this kind is for.
    private static let mostPages = 1_000_000
    private static let mostBytes = 1 << 30
    /// How often one page is asked for, where it may go better a little later.
    private static let attempts = 3

    private let peer: CommandPeer
    /// What a label is joined to the log by, which is the name of its member.
    private let key: String

    package init(_ peer: CommandPeer, join: LabelJoin) {
        self.peer = peer
        key = join.rawValue
    }

    /// The program of a plan; nil where its labels are in a file alone.
    package init?(_ program: Program, in context: ProviderContext) {
        guard let labels = program.labels, let options = labels.source, program.traffic?.log != nil else { return nil }
        self.init(CommandPeer(.labels, options.list("command") ?? [], options, in: context), join: labels.join)
    }

    /// All labels, as JSON lines.
    package func lines() async throws(ProviderFailure) -> [UInt8] {
        var lines: [UInt8] = []
        var after: String?
        for _ in 0..<Self.mostPages {
            let page = try await page(after: after)
            lines += page.lines
            guard lines.count <= Self.mostBytes else {
                throw endless("gives more than \(Self.mostBytes) bytes of labels")
            }
            guard let next = page.next else { return lines }
            guard next != after else { throw endless("goes on from `\(next)` again and again") }
            after = next
        }
        throw endless("gives more than \(Self.mostPages) pages of labels")
    }

    /// Some labels, as JSON lines, and from where the next ones go on.
    package func page(after: String?) async throws(ProviderFailure) -> (lines: [UInt8], next: String?) {
        let answer = try await ask(after)
        guard let labels = answer["labels"]?.array else { throw peer.misshapen(answer, "needs `labels`, a list") }
        var lines: [UInt8] = []
        for label in labels {
            guard let name = Self.text(label[key]), let value = Self.text(label["label"]) else {
                let problem = "needs a `\(key)` and a `label` in each element of `labels`"
                throw peer.misshapen(["labels": [label]], problem)
            }
            lines += Array(JSONValue.object([key: .string(name), "label": .string(value)]).text.utf8)
            lines.append(UInt8(ascii: "\n"))
        }
        switch answer["next"] {
        case nil, .null?: return (lines, nil)
        case .string(let next)?: return (lines, next)
        case _?: throw peer.misshapen(["next": answer["next"] ?? .null], "has a `next` that is no text")
        }
    }

    private func ask(_ after: String?) async throws(ProviderFailure) -> JSONObject {
        let members: JSONObject = ["after": after.map(JSONValue.string) ?? .null, "join": .string(key)]
        for attempt in 1..<Self.attempts {
            do throws(ProviderFailure) {
                return try await peer.ask("labels", members)
            } catch {
                guard error.isTransient else { throw error }
                try? await Task.sleep(for: .seconds(attempt))
            }
        }
        return try await peer.ask("labels", members)
    }

    private func endless(_ problem: String) -> ProviderFailure {
        ProviderFailure("the program of the labels \(problem)", isTransient: false)
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)? where !text.isEmpty: text
        case .integer(let number)?: "\(number)"
        default: nil
        }
    }
}
