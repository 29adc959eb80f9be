import Testing

@testable import Evaluation

/// Numbers in order against what sorting all of them says.
@Suite struct RankTests {
    private struct Random {
        var state: UInt64

        mutating func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    /// Numbers of several kinds: spread, crowded, tied, far apart.
    private static func numbers(_ kind: Int, _ count: Int) -> (numbers: [Double], groups: [Int32]) {
        var random = Random(state: UInt64(kind) &+ 5)
        let numbers = (0..<count).map { row -> Double in
            switch kind {
            case 0: return Double(random.draw(1 << 30)) / 0x1p30
            case 1: return Double(random.draw(7))
            case 2: return random.draw(10) == 0 ? Double(random.draw(100)) * 1e300 : Double(random.draw(1000)) * 1e-300
            case 3: return row % 1000 == 0 ? -1e9 : 1 + Double(random.draw(1 << 20)) * 0x1p-52
            case 4: return 0.5
            default: return Double(row)
            }
        }
        return (numbers, (0..<count).map { _ in Int32(random.draw(3)) })
    }

    private static func runs(_ numbers: [Double], _ groups: [Int32], _ store: RankStore, room: Int = 100) -> [RankRun] {
        var sorter = RankSorter(store, room: room)
        let column = numbers.span
        let numbersOfGroups = groups.span
        sorter.add(column, numbersOfGroups, count: numbers.count)
        sorter.finish()
        return sorter.runs
    }

    /// Two readers, who share the numbers and number the groups differently.
    private static func ranks(_ numbers: [Double], _ groups: [Int32], limit: Int, sorted: Int) -> Ranks {
        let store = RankStore(limit: limit)
        let half = numbers.count / 2
        let other: [Int32] = [2, 0, 1]
        let first = runs(Array(numbers[..<half]), Array(groups[..<half]), store, room: 1000)
        let second = runs(Array(numbers[half...]), groups[half...].map { other[Int($0)] }, store, room: 700)
        return Ranks(
            [.init(runs: first, groups: [0, 1, 2]), .init(runs: second, groups: [1, 2, 0])],
            store,
            limit: sorted
        )
    }

    @Test(arguments: 0..<6, [(1 << 20, 1 << 20), (0, 1 << 20), (2000, 50)])
    func quantilesAreThoseOfTheSortedNumbers(kind: Int, limits: (Int, Int)) {
        let (numbers, groups) = Self.numbers(kind, 5000)
        let ranks = Self.ranks(numbers, groups, limit: limits.0, sorted: limits.1)
        for chosen in [[0, 1, 2], [1], [2, 0]] {
            let sorted = zip(numbers, groups).filter { chosen.contains(Int($1)) }.map(\.0).sorted()
            let wanted = [0, 1, 2, sorted.count / 2, sorted.count * 95 / 100, sorted.count, sorted.count + 1]
            #expect(
                ranks.numbers(at: wanted, of: chosen)
                    == wanted.map { (1...sorted.count).contains($0) ? sorted[$0 - 1] : nil }
            )
        }
    }

    @Test(arguments: 0..<6, [(1 << 20, 1 << 20), (0, 1 << 20), (2000, 50)])
    func theAreaIsThatOfAllPairs(kind: Int, limits: (Int, Int)) {
        let (numbers, groups) = Self.numbers(kind, 1200)
        let ranks = Self.ranks(numbers, groups, limit: limits.0, sorted: limits.1)
        let ranking = Ranking(ranks, positive: [1], other: [0])
        let positives = zip(numbers, groups).filter { $1 == 1 }.map(\.0)
        let others = zip(numbers, groups).filter { $1 == 0 }.map(\.0)
        var twice = 0
        for positive in positives { for other in others { twice += positive > other ? 2 : positive == other ? 1 : 0 } }
        #expect(ranking.positive == positives.count && ranking.other == others.count)
        #expect(ranking.area == Double(twice) / (2 * Double(positives.count) * Double(others.count)))
        // The mean of the precisions at each row of the class.
        let precisions = positives.map { threshold in
            let found = positives.count { $0 >= threshold }
            return Double(found) / Double(found + others.count { $0 >= threshold })
        }
        let average = precisions.reduce(0, +) / Double(positives.count)
        #expect(abs((ranking.averagePrecision ?? -1) - average) < 1e-12)
        // DeLong's variance from its definition.
        let wins = positives.map { positive in
            others.reduce(0.0) { $0 + (positive > $1 ? 1 : positive == $1 ? 0.5 : 0) } / Double(others.count)
        }
        let losses = others.map { other in
            positives.reduce(0.0) { $0 + ($1 > other ? 1 : $1 == other ? 0.5 : 0) } / Double(positives.count)
        }
        func variance(_ numbers: [Double]) -> Double {
            let mean = numbers.reduce(0, +) / Double(numbers.count)
            return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
        }
        let expected = variance(wins) / Double(wins.count) + variance(losses) / Double(losses.count)
        #expect(abs((ranking.areaVariance ?? -1) - expected) < 1e-12)
    }

    /// Known values: statistics.md's, which are scikit-learn's.
    @Test(arguments: [
        ([0.1, 0.4, 0.35, 0.8], 0.75), ([0.1, 0.5, 0.5, 0.8], 0.875), ([0.3, 0.3, 0.3, 0.3], 0.5),
    ])
    func publishedAreas(scores: [Double], area: Double) {
        let store = RankStore()
        let runs = Self.runs(scores, [0, 0, 1, 1], store)
        let ranks = Ranks([.init(runs: runs, groups: [0, 1])], store)
        let ranking = Ranking(ranks, positive: [1], other: [0])
        #expect(ranking.area == area)
        if area == 0.75 { #expect(abs((ranking.averagePrecision ?? 0) - 0.8333) < 5e-5) }
    }

    /// More of them than are sorted at once, so that ranges are halved: between neighbours, and where they are far apart. The
    /// last of the numbers, which are few, lie outside of where ranges are made.
    @Test(
        arguments: [
            ([0.3, 0.1 + 0.2, 1e9], 0.3), ([0, .leastNonzeroMagnitude, 1], -.leastNonzeroMagnitude),
            ([-1e308, 7e307, 1e308], -1.7e308),
        ] as [([Double], Double)]
    )
    func rangesOfFewNumbersAreHalved(values: [Double], last: Double) {
        let numbers = (0..<1200).map { $0 < 1198 ? values[$0 % values.count] : last }
        let ranks = Self.ranks(numbers, [Int32](repeating: 0, count: numbers.count), limit: 1 << 20, sorted: 100)
        let chosen = ranks.numbers(at: [1, 3, 300, 401, 600, 800, 801, 1200], of: [0, 1, 2])
        let sorted = numbers.sorted()
        #expect(chosen == [1, 3, 300, 401, 600, 800, 801, 1200].map { sorted[$0 - 1] })
    }

    @Test func aSideWithoutRowsHasNoArea() {
        let store = RankStore()
        let runs = Self.runs([0.5, .nan], [1, 0], store)
        let ranks = Ranks([.init(runs: runs, groups: [0, 1])], store)
        let ranking = Ranking(ranks, positive: [1], other: [0])
        #expect(ranking.area == nil && ranking.averagePrecision == 1)
        #expect(ranking.positive == 1 && ranking.other == 0)
    }

    @Test(arguments: 0..<6)
    func numbersAreSorted(kind: Int) {
        for count in [0, 1, 2, 24, 25, 1000, 5000] {
            var (numbers, _) = Self.numbers(kind, count)
            let sorted = numbers.sorted()
            NumberSort.sort(&numbers)
            #expect(numbers == sorted)
        }
    }
}
