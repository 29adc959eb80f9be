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
        var labels: [String: String] = [:]
        var pages: Set<String> = []
        var after: String?
        for _ in 0..<Self.mostPages {
            let page = try await page(after: after)
            for (name, label) in page.labels {
                if let other = labels.updateValue(label, forKey: name) {
                    if other == label { continue }
                    throw failure("says of `\(name)` both `\(other)` and `\(label)`")
                }
                lines += Array(JSONValue.object([key: .string(name), "label": .string(label)]).text.utf8)
                lines.append(UInt8(ascii: "\n"))
            }
            guard lines.count <= Self.mostBytes else {
                throw failure("gives more than \(Self.mostBytes) bytes of labels")
            }
            guard let next = page.next else {
                guard !labels.isEmpty else { throw failure("gives no label at all") }
                return lines
            }
            guard pages.insert(next).inserted else { throw failure("goes on from `\(next)` again and again") }
            after = next
        }
        throw failure("gives more than \(Self.mostPages) pages of labels")
    }

    /// Some labels, each with what it is joined by, and from where the next ones go on.
    package func page(
        after: String?
    ) async throws(ProviderFailure) -> (labels: [(name: String, label: String)], next: String?) {
        let answer = try await ask(after)
        guard let list = answer["labels"]?.array else { throw peer.misshapen(answer, "needs `labels`, a list") }
        var labels: [(name: String, label: String)] = []
        for label in list {
            guard let name = Self.text(label[key]), let value = Self.text(label["label"]) else {
                let problem = "needs a `\(key)` and a `label` in each element of `labels`"
                throw peer.misshapen(["labels": [label]], problem)
            }
            labels.append((name, value))
        }
        switch answer["next"] {
        case nil, .null?: return (labels, nil)
        case .string(let next)?: return (labels, next)
        case _?: throw peer.misshapen(["next": answer["next"] ?? .null], "has a `next` that is no text")
        }
    }

    private func ask(_ after: String?) async throws(ProviderFailure) -> JSONObject {
        let members: JSONObject = ["after": after.map(JSONValue.string) ?? .null, "join": .string(key)]
        for attempt in 1..<Self.attempts {
            do throws(ProviderFailure) {
                return try await peer.ask("labels", members)
            } catch {
                guard error.isTransient, !Task.isCancelled else { throw error }
                try? await Task.sleep(for: .seconds(attempt))
            }
        }
        return try await peer.ask("labels", members)
    }

    private func failure(_ problem: String) -> ProviderFailure {
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
