import Audiences
import Plan

/// Who has the candidate in each stage of a replay: a pure function of the program, the same whenever it is asked.
struct ReplayAudience {
    /// The made-up units, by their numbers.
    let units: [String]
    private let program: Program
    private let groups: GroupAssignment

    init(program: Program) {
        self.program = program
        let traffic = program.traffic
        let prefix = traffic?.unit ?? "user"
        units = (0..<(traffic?.replay?.users ?? 0)).map { "\(prefix)-\($0)" }
        let declared = (traffic?.groups ?? []).map {
            GroupAssignment.Group($0.name, numerator: $0.share.numerator, denominator: $0.share.denominator)
        }
        groups = GroupAssignment(of: units, among: declared, salt: ReplayUnits.groupSalt(of: program.name))
    }

    /// For each unit whether it has the candidate in the stage: by the stage's own audience or that of one before it.
    /// Units that are held back have it in none.
    func members(stage index: Int) -> [Bool] {
        let bucketing = FlagdBucketing(salt: program.name)
        let released = program.holdback.complement
        return units.map { unit in
            func isWithin(_ share: Rational) -> Bool {
                bucketing.isIncluded(unit, numerator: share.numerator, denominator: share.denominator)
            }
            guard isWithin(released) else { return false }
            return program.stages[...index].contains { stage in
                (stage.audience.group.map { $0 == groups.group(of: unit) } ?? true) && isWithin(stage.audience.fraction)
            }
        }
    }

    /// The number of a unit by its name, or nil where the replay has no such unit.
    func number(of unit: String) -> Int? {
        guard let dash = unit.lastIndex(of: "-"), let number = Int(unit[unit.index(after: dash)...]),
            units.indices.contains(number), units[number] == unit
        else { return nil }
        return number
    }
}
