package import Diagnostics

/// Why a table cannot be split.
package enum SplitError: Error, Hashable, Sendable {
    /// The test share is not between 0 and 1.
    case unusableShare
    /// The part would have none of the rows.
    case emptyPart(Split.Part, rowCount: Int)
    /// The part would have no row of the class, which has `rowCount` in all.
    case emptyClass(Int, Split.Part, rowCount: Int)

    /// The part would have none of the groups.
    case tooFewGroups(Split.Part, groupCount: Int)
    /// So many rows are of one time that none is before those to test on.
    case sameTime(rowCount: Int)
    /// There are fewer rows, groups or times to train on than folds that they are to be divided into.
    case tooFewForFolds(Int, of: Unit, folds: Int)

    /// What stays together in one fold.
    package enum Unit: String, Hashable, Sendable {
        case row, group, time
    }

    /// The finding, at the place of the plan that asks for the split; `classes` are the table's.
    package func diagnostic(at place: Diagnostic.Label, classes: [String]) -> Diagnostic {
        switch self {
        case .unusableShare:
            return Diagnostic(
                DatasetCodes.unusableShare,
                "the test share must be more than 0% and less than 100%",
                at: place
            )
        case .emptyPart(let part, let rowCount):
            let message = "the \(part.rawValue) part of \(Self.rows(rowCount)) would be empty"
            return Diagnostic(DatasetCodes.tooFewRowsForSplit, message, at: place)
        case .tooFewGroups(let part, let count):
            let groups = count == 1 ? "1 group" : "\(count) groups"
            return Diagnostic(
                DatasetCodes.tooFewRowsForSplit,
                "the \(part.rawValue) part of \(groups) would be empty",
                at: place
            )
        case .sameTime(let count):
            return Diagnostic(
                DatasetCodes.tooFewRowsForSplit,
                "the train part of \(Self.rows(count)) would be empty: none is before the time of those to test on",
                at: place
            )
        case .tooFewForFolds(let count, let unit, let folds):
            return Diagnostic(
                DatasetCodes.tooFewRowsForSplit,
                "\(count) \(unit.rawValue)\(count == 1 ? "" : "s") to train on cannot be divided into \(folds) folds",
                at: place
            )
        case .emptyClass(let index, let part, let rowCount):
            let name = classes.indices.contains(index) ? classes[index] : String(index)
            return Diagnostic(
                DatasetCodes.tooFewRowsForSplit,
                "the \(part.rawValue) part would have no row of the class `\(name)`",
                at: place,
                notes: ["the class has \(Self.rows(rowCount)) in all"],
                help: ["take another share, gather more rows of `\(name)`, or say `stratify: false`"]
            )
        }
    }

    private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
