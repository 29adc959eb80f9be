import Diagnostics
import PlanSyntax

/// The single values of a text, where they stand, and what else could stand there.
struct Leaves {
    let ranges: [Range<Int>]

    init(of text: String) {
        let file = SourceFile(name: "plan.yaml", bytes: Array(text.utf8))
        let root = SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree?.root
        var open = root.map { [$0] } ?? []
        var ranges: [Range<Int>] = []
        while let node = open.popLast() {
            if node.kind == .scalar { ranges.append(node.span.range) }
            open += node.elements.reversed() + node.entries.map(\.value).reversed()
        }
        self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    private static let words = [
        "rollback", "retrain", "hold", "warn", "ignore", "none", "stop", "info", "warning", "critical", "true", "false",
        "all", "sqrt", "log2", "digest", "iris", "iris.test", "iris.train", "more", "staff", "beta", "terminal", "log",
        "setosa",
    ]

    /// Other values, some of which fit wherever the value does.
    static func alternatives(to value: String) -> [String] {
        let isQuoted = value.hasPrefix("\"") || value.hasPrefix("'")
        var others = isQuoted ? ["\(value.prefix(1))x\(value.dropFirst())"] : []
        for digit in value.indices where value[digit].isASCII && value[digit].isNumber {
            for other in "123456789" {
                var changed = value
                changed.replaceSubrange(digit...digit, with: String(other))
                others.append(changed)
            }
        }
        if !isQuoted { others += words + [value + "x"] }
        return others.filter { $0 != value }
    }
}
