import Diagnostics
import Plan
import PlanSyntax

/// `changes:`: when the candidate may be given to more people.
enum ChangesSection {
    static let days = Key<[Weekday]>(
        "days",
        .list(of: .choice(Weekday.allCases.map(\.rawValue)), atLeast: 1),
        "The days of the week; all of them unless stated."
    ) { node, lowering in
        lowering.list(node, "`days` is a list of days of the week", atLeast: 1) { $1.word($0, Weekday.self)?.value }
    }
    private static let hoursShape = ValueShape.written(
        as: "time range",
        pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
    )
    static let hours = Key<[ChangesSpec.Hours]>(
        "hours",
        .anyOf([hoursShape, .list(of: hoursShape, atLeast: 1)]),
        "The parts of a day, such as `09:00-17:00`; the whole day unless stated. `22:00-04:00` goes on into the next day."
    ) { node, lowering in
        guard node.isOf(.sequence) else { return lowering.hours(node).map { [$0] } }
        return lowering.list(node, "`hours` is a part of a day, or a list of them", atLeast: 1) { $1.hours($0) }
    }
    static let zone = Key<Located<String>>(
        "zone",
        .text,
        default: ZoneRules.utc.name,
        "Whose clock says so, for frozen dates too: a name of the time zone database, such as `Europe/Berlin`, `UTC`, or an "
            + "offset such as `+01:00`."
    ) { $1.text($0) }
    static let onlyShape = RecordShape(
        "`only`",
        "The windows, and the zone that they and frozen dates are in.",
        [days.field, hours.field, zone.field]
    )
    static let only = Key<ChangesPlan.Window>("only", .record(onlyShape), onlyShape.summary) { node, lowering in
        guard let record = Record(node, onlyShape, in: &lowering) else { return nil }
        return ChangesPlan.Window(
            days: record.read(days, &lowering),
            hours: record.read(hours, &lowering) ?? [],
            zone: record.read(zone, &lowering)
        )
    }
    private static let datePattern = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    static let freeze = Key<[ChangesSpec.Freeze]>(
        "freeze",
        .list(
            of: .written(as: "date range", pattern: "^\(datePattern)(\\.\\.\(datePattern))?$"),
            atLeast: 1
        ),
        "Dates on which nobody is given the candidate, such as `2026-12-31` or `2026-12-24..2027-01-02`, both of them included."
    ) { node, lowering in
        lowering.list(node, "`freeze` is a list of dates", atLeast: 1) { $1.freeze($0) }
    }
    static let shape = RecordShape(
        "`changes`",
        "When the candidate may be given to more people: what it takes back, it takes back at any time.",
        [only.field, freeze.field]
    )
    static let key = Key<ChangesPlan>("changes", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let only = record.read(only, &lowering)
        let frozen = record.read(freeze, &lowering)
        return ChangesPlan(only: only, frozen: frozen ?? [], span: node.anchorSpan)
    }
}

extension Lowering {
    /// A part of a day, such as `09:00-17:00`.
    fileprivate mutating func hours(_ node: SyntaxNode) -> ChangesSpec.Hours? {
        guard let text = scalar(node, "a part of a day") else { return nil }
        let ends = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard ends.count == 2, let start = Self.minutes(ends[0]), let end = Self.minutes(ends[1]), start < 1440 else {
            report(
                .badHours,
                "\(Self.shown(node)) is not a part of a day",
                at: node.span,
                help: ["write both times with four digits, as in `09:00-17:00`"]
            )
            return nil
        }
        guard start != end else {
            let help = "leave `hours` out for the whole day"
            report(.badHours, "\(Self.shown(node)) ends where it begins", at: node.span, help: [help])
            return nil
        }
        return ChangesSpec.Hours(start: start, end: end)
    }

    /// The minutes since midnight that `09:00` says; `24:00` is the end of a day.
    private static func minutes(_ text: Substring.UTF8View) -> Int? {
        let digits = Array(text)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":"),
            [0, 1, 3, 4].allSatisfy({ (0x30...0x39).contains(digits[$0]) })
        else { return nil }
        func two(_ place: Int) -> Int { Int(digits[place] - 0x30) * 10 + Int(digits[place + 1] - 0x30) }
        let (hour, minute) = (two(0), two(3))
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        return hour * 60 + minute
    }

    /// A date, or two with `..` between them.
    fileprivate mutating func freeze(_ node: SyntaxNode) -> ChangesSpec.Freeze? {
        guard let text = scalar(node, "a date") else { return nil }
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = CivilDate(text: ends[0]), let last = CivilDate(text: ends[ends.count - 1])
        else {
            report(
                .badDate,
                "\(Self.shown(node)) is no date",
                at: node.span,
                help: ["write `2026-12-31`, or `2026-12-24..2027-01-02` for all days from one to the other"]
            )
            return nil
        }
        guard first <= last else {
            report(.badDate, "\(Self.shown(node)) ends before it begins", at: node.span)
            return nil
        }
        return ChangesSpec.Freeze(first: first, last: last)
    }
}
