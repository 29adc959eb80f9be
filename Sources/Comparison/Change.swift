package import JSON

/// One thing that two programs differ in.
package struct Change: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case added, removed, changed, renamed, moved
    }

    /// What it does to the risk of a release: how many get an untried model, for how long, and how surely harm is noticed.
    package enum Effect: String, Sendable, CaseIterable {
        case moreRisk = "more_risk"
        case lessRisk = "less_risk"
        case none
    }

    package let kind: Kind
    package internal(set) var effect: Effect
    /// Where it is in the program, from the outside to the inside, such as `stages`, `canary`, `every`.
    package let path: [String]
    /// The values as the program's JSON has them; nil where there was none, or is none any more.
    package let old: JSONValue?
    package let new: JSONValue?
    /// The values as people write them.
    package let oldText: String
    package let newText: String

    /// The place on one line.
    package var place: String { path.joined(separator: ".") }
}
