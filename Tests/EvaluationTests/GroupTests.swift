import Testing

@testable import Evaluation

/// What is kept of many groups, against what counting one row after the other says.
@Suite struct GroupTests {
    private struct Cell: Hashable {
        let group: Int
        let actual: Int
        let predicted: Int
    }

    /// Few groups of few classes, which have a cell each, and more than have.
    @Test(arguments: [(3, 4, 1), (100, 300, 40), (20_000, 1000, 2000)])
    func pairsAreCounted(groups: Int, classes: Int, rowsABatch: Int) {
        var state: UInt64 = 7
        func draw(_ bound: Int) -> Int32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int32((state >> 33) % UInt64(bound))
        }
        var pairs = ClassPairs()
        var counts: [Cell: Int] = [:]
        for step in 1...20 {
            // Groups and classes appear one after the other.
            let (found, known) = (max(1, groups * step / 20), max(1, classes * step / 20))
            let rows = (0..<rowsABatch).map { _ in (draw(found), draw(known) - 1, draw(known) - 1) }
            pairs.add(rows.map(\.0), of: found, rows.map(\.1), rows.map(\.2), rows: rows.count, classes: known)
            for (group, actual, predicted) in rows where actual >= 0 && predicted >= 0 {
                counts[Cell(group: Int(group), actual: Int(actual), predicted: Int(predicted)), default: 0] += 1
            }
        }
        var kept: [Cell: Int] = [:]
        pairs.forEach { kept[Cell(group: $0, actual: $1, predicted: $2), default: 0] += $3 }
        #expect(kept == counts)
        #expect(!pairs.isFull)
    }

    @Test func pairsMayBeTooMany() {
        var pairs = ClassPairs()
        let numbers = (0..<1 << 20).map { Int32($0) }
        let classes = numbers.map { $0 % 1000 }
        pairs.add(numbers.map { $0 % 16_384 }, of: 16_384, classes, classes, rows: 1 << 20, classes: 1000)
        #expect(!pairs.isFull)
        pairs.add(numbers.map { $0 / 64 }, of: 16_385, numbers.map { $0 % 64 }, classes, rows: 1 << 20, classes: 1000)
        #expect(pairs.isFull)
    }

    @Test func groupsAreAddedUp() {
        let cells = GroupedCells([(2, 0, 5), (0, 1, 2), (2, 3, 1), (0, 1, 4)], groups: 3)
        #expect(cells.matrix(of: [0], cellCount: 4) == [0, 6, 0, 0])
        #expect(cells.matrix(of: [1], cellCount: 4) == [0, 0, 0, 0])
        #expect(cells.matrix(of: [2, 0], cellCount: 4) == [5, 6, 0, 1])
    }
}
