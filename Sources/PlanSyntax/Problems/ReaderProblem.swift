package import Diagnostics

/// One of libyaml's messages and what planrun says instead: a row of the one table that maps them.
package struct ReaderProblem: Sendable {
    /// What more the translation looks at in the text before it speaks.
    enum Inquiry: Sendable {
        case none
        /// Which character cannot begin a value, and whether it is a tab.
        case strayCharacter
        /// Whether the place is the first in its line, so that indentation is to blame.
        case indentation
        /// Where the line without a `:` begins, and whether its key is too long.
        case missingColon
        /// Whether the key before the `:` is too long.
        case misplacedColon
        /// Whether a bracket was never closed, or stands inside an item.
        case inlineCollection
        /// Which escape it is.
        case escape
        /// Whether a value ended before the `|` or `>`.
        case blockHeader
        /// The `:` in brackets that lacks its space.
        case tightColon
        /// The tab and how to replace it.
        case tab
        /// The tab, and whether it can belong to the text of a block.
        case tabInBlock
    }

    /// Which place is the primary one.
    enum Place: Sendable {
        /// Where libyaml gave up.
        case problem
        /// The line where libyaml gave up, from there on.
        case line
        /// Where the thing began; where libyaml gave up comes second.
        case opening
        /// Where the thing began, up to where libyaml gave up.
        case whole
    }

    /// libyaml's words, from scanner.c, parser.c and reader.c of 0.2.5.
    package let libyaml: String
    /// What libyaml was doing: a part of its context, where the same words serve several errors; empty for any.
    package let context: String
    package let code: DiagnosticCode
    /// planrun's words, unless the inquiry finds better ones.
    package let message: String
    let place: Place
    let inquiry: Inquiry
    let help: [String]

    init(
        _ libyaml: String,
        while context: String = "",
        _ code: DiagnosticCode,
        _ message: String,
        _ place: Place = .problem,
        inquiry: Inquiry = .none,
        help: String...
    ) {
        self.libyaml = libyaml
        self.context = context
        self.code = code
        self.message = message
        self.place = place
        self.inquiry = inquiry
        self.help = help
    }

    /// The row for an error, or one that quotes libyaml where another version says something new.
    static func row(for problem: EventReader.Problem) -> ReaderProblem {
        table.first { $0.libyaml == problem.message && problem.context.contains($0.context) }
            ?? ReaderProblem(problem.message, .unreadableYAML, "the YAML reader gave up: \(problem.message)")
    }
}
