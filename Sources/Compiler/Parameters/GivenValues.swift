package import Diagnostics
package import PlanSyntax

/// A parameter as those must know it who look for its value.
package struct DeclaredParameter: Sendable, Hashable {
    package let name: String
    package let isSecret: Bool
    /// Whether its values are text whatever they look like.
    package let isText: Bool
}

/// A value given from outside the plan, with its place: in a file of values, or in a made-up text such as `RATE=20/s`.
package struct GivenValue: Sendable {
    package enum Source: Sendable, Hashable {
        /// What the run that is being resumed has recorded.
        case recorded
        /// `--set`
        case setting
        /// `--values`, with the name of the file.
        case file(String)
        case environment
    }

    package let name: Located
    package let value: SyntaxNode
    package let source: Source

    /// A name with its place.
    package struct Located: Sendable {
        let text: String
        let span: SourceSpan
    }

    package init(_ name: String, at span: SourceSpan, value: SyntaxNode, source: Source) {
        self.name = Located(text: name, span: span)
        self.value = value
        self.source = source
    }
}

/// All that is given from outside the plan.
package struct GivenValues: Sendable {
    /// Those of parameters that are no secrets; of two with one name the first counts.
    package var values: [GivenValue] = []
    /// Those of secrets, by their names.
    package var secrets: [String: String] = [:]

    package init(_ values: [GivenValue] = [], secrets: [String: String] = [:]) {
        self.values = values
        self.secrets = secrets
    }
}

extension GivenValue.Source {
    /// What a value from there is, for the label of its place.
    func label(_ name: String) -> String {
        switch self {
        case .recorded: "`\(name)` as the run has recorded it"
        case .setting: "`\(name)` is set here"
        case .file: "`\(name)` is set here"
        case .environment: "`\(name)` in the environment"
        }
    }
}
