import Audiences
import Datasets
import Plan

/// Who has the candidate in a stage, by what a log says of units.
struct LogAudience: Sendable {
    private struct Part: Sendable {
        let fits: LoggedAttributes?
        let share: Rational
    }

    private let parts: [Part]
    private let released: Rational

    /// - Parameter index: The stage, which serves those of all before it, too.
    init(_ program: Program, stage index: Int, query: TrafficQuery) {
        released = program.holdback.complement
        parts = program.stages[...index].map { stage in
            Part(
                fits: stage.audience.attributes.map { LoggedAttributes($0, query: query) },
                share: stage.audience.fraction
            )
        }
    }

    /// Whether what is known of a row's unit fits the stage, or one before it, whatever the share.
    func isEligible(_ batch: TrafficBatch, _ row: Int, _ texts: [[String]]) -> Bool {
        parts.contains { $0.fits?.hold(batch, row, texts) ?? true }
    }

    /// Whether a row's unit has the candidate.
    func isMember(_ batch: TrafficBatch, _ row: Int, _ texts: [[String]]) -> Bool {
        let place = batch.place[row]
        guard Self.isWithin(released, place) else { return false }
        return parts.contains { part in
            Self.isWithin(part.share, place) && (part.fits?.hold(batch, row, texts) ?? true)
        }
    }

    private static func isWithin(_ share: Rational, _ place: UInt32) -> Bool {
        FlagdBucketing.isIncluded(hash: place, numerator: share.numerator, denominator: share.denominator)
    }
}

/// A condition over attributes, ready to be asked of rows. What is not known of a unit fits no comparison.
indirect enum LoggedAttributes: Sendable {
    case text(column: Int, Comparison.Relation, String)
    case number(column: Int, Comparison.Relation, Double)
    case unknown
    case not(LoggedAttributes)
    case atLeast(Int, [LoggedAttributes])

    init(_ condition: AttributeCondition, query: TrafficQuery) {
        switch condition {
        case .comparison(let attribute, let relation, .number(let value)):
            self = query.number(attribute).map { .number(column: $0, relation, value) } ?? .unknown
        case .comparison(let attribute, let relation, .text(let value)):
            self = query.text(attribute).map { .text(column: $0, relation, value) } ?? .unknown
        case .comparison(let attribute, let relation, .boolean(let value)):
            self = query.text(attribute).map { .text(column: $0, relation, value ? "true" : "false") } ?? .unknown
        case .not(let condition): self = .not(LoggedAttributes(condition, query: query))
        case .atLeast(let count, let conditions):
            self = .atLeast(count, conditions.map { LoggedAttributes($0, query: query) })
        }
    }

    func hold(_ batch: TrafficBatch, _ row: Int, _ texts: [[String]]) -> Bool {
        switch self {
        case .text(let column, let relation, let value):
            let number = Int(batch.texts[column][row])
            guard number >= 0 else { return false }
            return (texts[column][number] == value) == (relation == .equal)
        case .number(let column, let relation, let value):
            let number = batch.numbers[column][row]
            return !number.isNaN && relation.holds(number, value)
        case .unknown: return false
        case .not(let condition): return !condition.hold(batch, row, texts)
        case .atLeast(let count, let conditions): return conditions.count { $0.hold(batch, row, texts) } >= count
        }
    }
}
