import Diagnostics
import Plan
import PlanSyntax

extension Lowering {
    /// A text option in which names in double braces stand for values, with or without secrets; nil where it has others than
    /// these.
    mutating func template(_ node: SyntaxNode, _ names: [String]) -> OptionValues.Value? {
        guard let value = option(node, .text) else { return nil }
        switch value {
        case .text(let text): return isTemplate(text, names, of: node, hasPlaces: true) ? value : nil
        case .secret(let text):
            for case .text(let part) in text.parts where !isTemplate(part, names, of: node, hasPlaces: false) {
                return nil
            }
            return value
        default: return value
        }
    }

    private mutating func isTemplate(_ text: String, _ names: [String], of node: SyntaxNode, hasPlaces: Bool) -> Bool {
        do throws(Template.Problem) {
            _ = try Template(parsing: text, names: names)
            return true
        } catch {
            let message: String
            let range: Range<Int>
            var help: [String] = []
            switch error {
            case .unclosed(let place):
                (message, range) = ("this `{{` is never closed", place)
            case .unknown(let name, let place):
                (message, range) = ("nothing is known here that `{{\(name)}}` stands for", place)
                if let nearest = speller.nearest(to: name, among: names) {
                    help = ["did you mean `{{\(nearest)}}`?"]
                } else {
                    help = ["known here: \(names.map { "{{\($0)}}" }.quotedList)"]
                }
            }
            let isPlace = hasPlaces && !range.isEmpty
            report(.unknownPlaceholder, message, at: isPlace ? node.span(ofContent: range) : node.span, help: help)
            return false
        }
    }
}
