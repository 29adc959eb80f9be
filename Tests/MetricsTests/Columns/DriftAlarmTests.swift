import Metrics
import Plan
import Statistics
import Testing

/// Alarms over columns: numbers, numbers that are often the same, and texts.
@Suite struct DriftAlarmTests {
    private static func metric() throws -> any ColumnMetric {
        let options: [String: OptionValues.Value] = ["of": .text("x"), "against": .text("then")]
        return try #require(MetricKindRegistry.metric("drift_alarm", OptionValues(options)))
    }

    /// An empty tally that knows what it is compared with.
    private static func tallies(_ reference: ColumnSamples) throws -> ColumnTallies {
        let columns = ColumnList(texts: reference.texts.isEmpty ? [] : ["x"])
        var list = columns
        var kept = DriftTally(of: "x", &list)
        kept.add(reference.batch(list))
        var tallies = ColumnTallies([try metric()], asking: columns)
        #expect(tallies.isCarried(0) && tallies.awaited == [AwaitedRows(window: "then", column: "x")])
        tallies.refer(to: [AwaitedRows(window: "then", column: "x"): kept.state])
        return tallies
    }

    private static func look(_ samples: ColumnSamples, of empty: ColumnTallies) -> ColumnTallies {
        var tallies = empty
        tallies.add(samples.batch(tallies.columns))
        return tallies
    }

    private static func column(_ kind: String, _ count: Int, moved: Bool, _ random: inout SplitMix64) -> ColumnSamples {
        switch kind {
        case "numbers":
            return ColumnSamples(numbers: ["x": (0..<count).map { _ in random.nextNormal() + (moved ? 0.7 : 0) }])
        case "few numbers":
            let limit = moved ? 0.55 : 0.8
            return ColumnSamples(numbers: ["x": (0..<count).map { _ in random.nextUnit() < limit ? 0 : 7 }])
        default:
            let limits = moved ? [0.2, 0.5] : [0.5, 0.9]
            return ColumnSamples(
                texts: [
                    "x": (0..<count).map { _ in
                        let draw = random.nextUnit()
                        return draw < limits[0] ? "a" : draw < limits[1] ? "b" : moved ? "new" : "c"
                    }
                ]
            )
        }
    }

    /// Of 60 observations three in ten are to see an alarm at 200, at the most, whatever the values are.
    @Test(arguments: ["numbers", "few numbers", "texts"])
    func noiseSeldomReachesIt(kind: String) throws {
        var random = SplitMix64(seed: 21)
        let runs = 60
        let alarms = try (0..<runs).count { _ in
            let empty = try Self.tallies(Self.column(kind, 59, moved: false, &random))
            var shown = empty
            return (0..<6).contains { _ in
                shown.merge(Self.look(Self.column(kind, 10, moved: false, &random), of: empty))
                return shown.value(of: 0).value ?? 0 >= 200
            }
        }
        #expect(Double(alarms) / Double(runs) <= 0.3 + 3 * (0.21 / Double(runs)).squareRoot())
    }

    @Test(arguments: ["numbers", "few numbers", "texts"])
    func whatMovedIsFound(kind: String) throws {
        var random = SplitMix64(seed: 22)
        let empty = try Self.tallies(Self.column(kind, 499, moved: false, &random))
        var shown = empty
        for _ in 0..<10 { shown.merge(Self.look(Self.column(kind, 50, moved: false, &random), of: empty)) }
        #expect(shown.value(of: 0).value ?? .infinity < 1e4)
        for _ in 0..<6 { shown.merge(Self.look(Self.column(kind, 50, moved: true, &random), of: empty)) }
        #expect(shown.value(of: 0).value ?? 0 > 1e6 && shown.value(of: 0).samples == 800)
    }

    /// What is written of looks, and of all so far, is read back to the same value; looks that are merged first and looks that are
    /// merged one after the other are the same looks.
    @Test func statesAreReadBack() throws {
        var random = SplitMix64(seed: 23)
        let empty = try Self.tallies(Self.column("numbers", 99, moved: false, &random))
        let looks = (0..<5).map { _ in Self.look(Self.column("numbers", 30, moved: true, &random), of: empty) }
        var (whole, read, tail) = (empty, empty, looks[3])
        for look in looks {
            whole.merge(look)
            read = try #require(empty.holding(read.states))
            read.merge(try #require(empty.holding(look.states)))
        }
        #expect(whole.value(of: 0) == read.value(of: 0) && whole.states == read.states)
        tail.merge(looks[4])
        var joined = looks[0]
        for part in [looks[1], looks[2], tail] { joined.merge(part) }
        #expect(joined.states == whole.states)
        #expect(empty.holding([TallyState(counts: [1])]) == nil)
    }

    @Test func withoutEnoughToCompareWithItIsUndefined() throws {
        let column = ColumnSamples(numbers: ["x": [1, 2, 3]])
        let few = try Self.look(column, of: Self.tallies(column))
        #expect(few.value(of: 0).undefinedReason == "`then` has fewer than nine rows with a `x`")
        #expect(ColumnTallies([try Self.metric()]).value(of: 0).undefinedReason == "the rows of `then` are not at hand")
    }
}
