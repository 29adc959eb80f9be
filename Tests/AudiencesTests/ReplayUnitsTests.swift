import Audiences
import Testing

/// Counted are the units of which `GroupAssignment` and `FlagdBucketing` say the same one by one.
@Suite struct ReplayUnitsTests {
    private static let groups: [GroupAssignment.Group] = [
        .init("staff", numerator: 2, denominator: 100), .init("friends", numerator: 1, denominator: 3),
        .init("rest", numerator: 9, denominator: 10),
    ]

    @Test(arguments: ["u", "iris-forest", "性能"], [0, 1, 2, 3])
    func countsAreThoseOfTheUnits(release: String, groupCount: Int) throws {
        let groups = Array(Self.groups.prefix(groupCount))
        let names = (0..<1100).map { "user-\($0)" }
        let counted = ReplayUnits(of: release, prefix: "user", count: names.count, among: groups)
        let assignment = GroupAssignment(of: names, among: groups, salt: ReplayUnits.groupSalt(of: release))
        let bucketing = FlagdBucketing(salt: release)
        #expect(counted.count == names.count)
        for (numerator, denominator) in [(0, 1), (1, 100), (1, 20), (1, 3), (99, 100), (1, 1)] {
            for group in [nil] + groups.map(\.name) {
                let expected = names.filter { name in
                    assignment.group(of: name) == group
                        && bucketing.isIncluded(name, numerator: numerator, denominator: denominator)
                }
                #expect(counted.count(of: group, numerator: numerator, denominator: denominator) == expected.count)
            }
        }
        #expect(counted.count(of: "nobody", numerator: 1, denominator: 1) == 0)
    }

    @Test(arguments: [0, -1]) func thereMayBeNone(count: Int) {
        let counted = ReplayUnits(of: "r", prefix: "user", count: count, among: Self.groups)
        #expect(counted.count == 0)
        #expect(counted.count(of: nil, numerator: 1, denominator: 1) == 0)
    }
}
