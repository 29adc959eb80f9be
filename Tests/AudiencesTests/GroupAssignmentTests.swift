import Audiences
import Testing

@Suite struct GroupAssignmentTests {
    static let users = (0..<2000).map { "user-\($0)" }

    @Test(arguments: [
        (2000, 2, 100, 40), (30, 5, 100, 2), (29, 5, 100, 1), (50, 5, 100, 3), (49, 5, 100, 2), (10, 1, 100, 1),
        (1, 1, 10_000, 1), (7, 1, 1, 7), (7, 3, 2, 7), (7, 0, 1, 0), (0, 1, 2, 0), (7, -1, 2, 0), (7, 1, 0, 0),
        (Int.max, 1, 2, 4_611_686_018_427_387_904), (Int.max, Int.max, 1, Int.max),
    ])
    func sizes(count: Int, numerator: Int, denominator: Int, expected: Int) {
        let group = GroupAssignment.Group("staff", numerator: numerator, denominator: denominator)
        #expect(group.size(among: count) == expected)
    }

    @Test func aGroupIsItsLowestHashes() throws {
        let assignment = GroupAssignment(
            of: Self.users,
            among: [.init("staff", numerator: 2, denominator: 100), .init("friends", numerator: 1, denominator: 3)],
            salt: "iris-forest"
        )
        let staff = try #require(assignment.members(of: "staff"))
        let friends = try #require(assignment.members(of: "friends"))
        #expect(staff.count == 40)
        #expect(friends.count == 667)

        let ranked = Self.users.sorted { left, right in
            let hashes = (MurmurHash3.hash("iris-forest" + left), MurmurHash3.hash("iris-forest" + right))
            return hashes.0 == hashes.1 ? left < right : hashes.0 < hashes.1
        }
        #expect(staff + friends == Array(ranked.prefix(707)))
        #expect(Set(staff).isDisjoint(with: friends))
    }

    @Test func everyUnitKnowsItsGroup() throws {
        let assignment = GroupAssignment(
            of: Self.users,
            among: [.init("staff", numerator: 1, denominator: 10), .init("friends", numerator: 1, denominator: 5)],
            salt: "s"
        )
        let staff = Set(try #require(assignment.members(of: "staff")))
        let friends = Set(try #require(assignment.members(of: "friends")))
        for user in Self.users {
            let expected = staff.contains(user) ? "staff" : friends.contains(user) ? "friends" : nil
            #expect(assignment.group(of: user) == expected)
        }
        let strangers = (2000..<12_000).map { "user-\($0)" }
        #expect(strangers.allSatisfy { assignment.group(of: $0) == nil })
        #expect(assignment.members(of: "nobody") == nil)
    }

    @Test func theOrderInWhichUnitsAreDeclaredDoesNotMatter() {
        let groups = [GroupAssignment.Group("staff", numerator: 7, denominator: 100)]
        let forwards = GroupAssignment(of: Self.users, among: groups, salt: "s")
        #expect(GroupAssignment(of: Self.users.reversed(), among: groups, salt: "s") == forwards)
        #expect(GroupAssignment(of: Self.users + Self.users, among: groups, salt: "s") == forwards)
        #expect(GroupAssignment(of: Self.users, among: groups, salt: "t") != forwards)
    }

    @Test func groupsThatAskForTooMuchTakeWhatIsLeft() {
        let groups = [
            GroupAssignment.Group("most", numerator: 9, denominator: 10),
            GroupAssignment.Group("rest", numerator: 5, denominator: 10),
            GroupAssignment.Group("none", numerator: 1, denominator: 10),
        ]
        let assignment = GroupAssignment(of: (0..<10).map { "u\($0)" }, among: groups, salt: "s")
        #expect(assignment.members(of: "most")?.count == 9)
        #expect(assignment.members(of: "rest")?.count == 1)
        #expect(assignment.members(of: "none") == [])
    }

    /// The hashes of these two with this salt are the same, 0xA5B93649.
    @Test func tiesGoByName() {
        let half = [GroupAssignment.Group("half", numerator: 1, denominator: 2)]
        for units in [["user-45923", "user-101750"], ["user-101750", "user-45923"]] {
            let assignment = GroupAssignment(of: units, among: half, salt: "iris-forest")
            #expect(assignment.members(of: "half") == ["user-101750"])
            #expect(assignment.group(of: "user-45923") == nil)
        }
        let all = [GroupAssignment.Group("all", numerator: 1, denominator: 1)]
        let assignment = GroupAssignment(of: ["user-45923", "user-101750"], among: all, salt: "iris-forest")
        #expect(assignment.members(of: "all") == ["user-101750", "user-45923"])
    }

    @Test func spellingsOfOneCharacterAreUnitsOfTheirOwn() {
        let units = ["caf\u{E9}", "cafe\u{301}"]
        let half = [GroupAssignment.Group("half", numerator: 1, denominator: 2)]
        let assignment = GroupAssignment(of: units, among: half, salt: "s")
        #expect(assignment.members(of: "half")?.count == 1)
        #expect(units.count { assignment.group(of: $0) == "half" } == 1)
    }
}
