import Platform
import Testing

struct DivisionTests {
    /// Parts follow one another, make up everything, and differ by one in length at most.
    @Test(arguments: [1, 2, 3, 7, 64], [0, 1, 2, 9, 10, 1_000, 60_500])
    func partsMakeUpTheWhole(threads: Int, count: Int) {
        for least in [1, 4, 1_000] {
            let parts = Division(threads: threads).parts(of: count, least: least)
            #expect(parts.first?.lowerBound == 0 && parts.last?.upperBound == count)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
            let lengths = parts.map(\.count)
            #expect((lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1)
            #expect(parts.count <= threads && (parts.count == 1 || parts.allSatisfy { $0.count >= least }))
            #expect(parts.count == max(1, min(threads, count / least)))
        }
    }

    @Test func whatIsShortOrMustNotIsNotDivided() {
        #expect(Division().parts(of: 99, least: 50) == [0..<99])
        #expect(Division.none.parts(of: 1_000_000, least: 1) == [0..<1_000_000])
        #expect(Division(threads: 2, least: 10).parts(of: 25, least: 1_000) == [0..<12, 12..<25])
    }
}
