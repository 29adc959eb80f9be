import Diagnostics
import Plan
import PlanSyntax
import Testing

@testable import Compiler

/// The notation is promtool's; what its documentation says of each form is what is expected here
/// (https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/).
@Suite struct SeriesTests {
    /// The first values that a series has.
    private func values(_ text: String, _ count: Int) throws -> [Double?] {
        let series = try SeriesReader.read(text)
        return (0..<count).map { series.value(at: $0) }
    }

    @Test func promtoolsOwnExamples() throws {
        // 'a+bxn' becomes 'a a+b a+(2*b) ... a+(n*b)': '-2+4x3' is -2 2 6 10; ' 1-2x4' is 1 -1 -3 -5 -7.
        #expect(try values("-2+4x3", 4) == [-2, 2, 6, 10])
        #expect(try values(" 1-2x4", 5) == [1, -1, -3, -5, -7])
        // 'axn' becomes 'a' n more times: '1x4' is 1 1 1 1 1.
        #expect(try values("1x4 9", 6) == [1, 1, 1, 1, 1, 9])
        // '_x5' is a missing value five times, '1 _x3' is 1 _ _ _.
        #expect(try values("1 _x3 2", 5) == [1, nil, nil, nil, 2])
        #expect(try values("1 _ 3", 3) == [1, nil, 3])
    }

    @Test func theLastValueStaysUnlessItIsStale() throws {
        #expect(try values("0.5", 3) == [0.5, 0.5, 0.5])
        #expect(try values("1+1x1", 4) == [1, 2, 2, 2])
        #expect(try values("0.5 stale", 3) == [0.5, nil, nil])
        #expect(try values("0.5 _", 3) == [0.5, nil, nil])
    }

    @Test func valuesHaveUnits() throws {
        #expect(try SeriesReader.read("97%x3").unit == .percent)
        #expect(try values("97%", 1) == [0.97])
        #expect(try values("250msx2", 2) == [0.25, 0.25])
        #expect(try values("1h30m", 1) == [5400])
        #expect(try values("1e-3x2", 1) == [0.001])
    }

    @Test func aMillionMillionValuesTakeNoRoom() throws {
        #expect(throws: SeriesReader.Problem.self) { try SeriesReader.read("1x1000000000000") }
        #expect(throws: SeriesReader.Problem.self) { try SeriesReader.read("1x\(Int.max)") }
        #expect(try values("1x900000000", 1) == [1])
    }

    /// However many the values are, their sum is that of adding one by one.
    @Test(arguments: ["5", "1 2 3", "1x4 9", "0+2x10 _x3 7", "10-1x4 stale", "3 _", "_x2 4x3"])
    func sumsAreOfEachValue(text: String) throws {
        let series = try SeriesReader.read(text)
        for start in 0..<20 {
            for end in start..<25 {
                let each = (start..<end).reduce(0) { $0 + (series.value(at: $1) ?? 0) }
                #expect(series.sum(over: start..<end) == each)
            }
        }
        #expect(try SeriesReader.read("1x900000000").sum(over: 1..<800_000_001) == 8e8)
    }

    @Test(arguments: [
        ("", "the series has no values"), ("0.9y", "`0.9y` is not a value"), ("1x2x3", "`1x2x3` has more than one `x`"),
        ("1xa", "`a` in `1xa` is not a number of times"), ("1+1", "`1+1` does not say how often it grows: `1+1x5`"),
        ("1s+1x2", "`1` in `1s+1x2` is not a value like `1s`"),
        ("stale 1", "`stale` ends a series, and `1` follows it"),
        ("1 1s", "`1s` does not have the unit of the values before it"),
    ])
    func whatCannotBeReadIsSaid(text: String, message: String) {
        let problem = #expect(throws: SeriesReader.Problem.self) { try SeriesReader.read(text) }
        #expect(problem?.message == message)
    }
}
