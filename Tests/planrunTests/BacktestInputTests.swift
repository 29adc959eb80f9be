import Foundation
import JSON
import Testing

/// Where a log comes from, and what of it is no text.
@Suite struct BacktestInputTests {
    private static let plan = """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, bad_rows: 5%, columns: { at: time, who: unit, model: model, said: prediction, place: text } }
          unit: user
        models: { candidate: { recorded: new } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 2m, min_samples: 3 }
            promote_if: [requests >= 100]

        """

    private static func log(_ place: (Int) -> [UInt8] = { _ in Array("north".utf8) }) -> [UInt8] {
        (0...150).reduce(Array("at,who,model,said,place\n".utf8)) { bytes, request in
            bytes + Array("\(request),u\(request),new,yes,".utf8) + place(request) + Array("\n".utf8)
        }
    }

    private func workspace(_ log: [UInt8], plan: String = Self.plan) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log, to: "log.csv")
        return workspace
    }

    @Test func aRowThatIsNoTextIsLeftOut() throws {
        let workspace = try workspace(Self.log { $0 % 50 == 10 ? [0xE9] : Array("s\u{FC}d".utf8) })
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        let json = try JSONValue(parsing: result.output)
        #expect(result.status == 0 && json["log"]?["bad_rows"]?.integer == 3 && json["log"]?["rows"]?.integer == 148)
        #expect(json["stages"]?.array?.first?["requests"]?.integer == 117)
    }

    @Test func tooManySuchRowsRefuseTheLogEachAtItsPlace() throws {
        let plan = Self.plan.replacing("bad_rows: 5%, ", with: "")
        let workspace = try workspace(Self.log { $0 == 10 || $0 == 150 ? [0x61, 0xFF] : [] }, plan: plan)
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("log.csv:12:17\n") && result.errors.contains("log.csv:152:19\n"))
    }

    @Test func aLogMayComeFromStandardInput() throws {
        let workspace = try workspace(Self.log())
        let expected = try workspace.run("backtest", "plan.yaml").output
        let result = try workspace.run("backtest", "plan.yaml", "--log", "-", input: workspace.bytes(of: "log.csv"))
        #expect(result.status == 0)
        #expect(result.output == expected.replacing("log.csv", with: "standard input"))
        #expect(try workspace.run("backtest", "-", "--log", "-").status == 64)
    }

    /// What gzip makes of the log.
    private static let packed =
        "H4sIAAAAAAACA23WTU4kMRiD4T1nySLOf47TgpZAYujRQAnN7fGXpc02q3pUVfF7+0rfr4/05/Fyf0+ft7eX9Pf99nx/yunK6eP+nf7fP9PH49"
        + "/X6xPSBTkq6SpyVNNV5ailq8lRT1eXo5GuIUczXVOOVrqWHO10bX1UPj7s+QOgApAANYAIqAJkQB0gBCoBKVALiIFqQA7UA4KgokJRUVGhqNg7"
        + "iZeiokJRUVGhqKioUFRUVCgqKioUFRUVioqKCkVFRZWiqqJKUVVRpajadxYfmooqRVVFlaKqokpRVVGlqKqoUlRVVCmqKmoUNRU1ipqKGkVNRY"
        + "2iZv9O/DwqahQ1FTWKmooaRU1FjaKmokZRU1GnqKuoU9RV1CnqKuoUdRV1irrdB3EhqKhT1FXUKeoq6hR1FXWKuooGRUNFg6KhokHRUNGgaKho"
        + "UDRUNCgadsfFJaeiQdFQ0aBoqGhQNFQ0KZoqmhRNFU2KpoomRVNFk6KpoknRVNGkaNq9HRe3iiZFU0WToqmiRdFS0aJoqWhRtFS0KFoqWhQtFS"
        + "2KlooWRUtFi6JlWxRjpKJF0VLRpmiraFO0VbQp2iraFG0VbYq2ijZFW0Wboq2iTdFW0aZo277GwPrCnom1jc0xstlWNsfMZtvZHEObbWlzTG22"
        + "rc0xttnWNsfcZtvbHIObbXFzTG62zc0xutmUJyR+KYmTEqY8MeE1cXLCe+IEhRfFSQpvihMVXhUnK7wrTlh4WZy0sLZAxAWsLhB5geLFdJLJlJ"
        + "EYsMZARAasMhCZAesMRGjASgORGrDWQMQGrDYQuQHrDURwwIoDkRyw5kBEB6qX4UlDU0Z4wMoDkR6w9kDEB6w+EPkB6w9EgMAKBJEgsAZBRAis"
        + "QhAZAusQRIjASgSRImhewCeBTRk5AusRRJDAigSRJLAmQUQJrEoQWQLrEkSYwMrkB1Euy2bNDAAA"

    /// A packed log says what it holds, to whoever judges and to whoever checks.
    @Test func aLogMayBePacked() throws {
        let packed = try #require(Data(base64Encoded: Self.packed))
        let expected = try workspace(Self.log()).run("backtest", "plan.yaml")
        let plan = Self.plan.replacing("log.csv", with: "log.csv.gz")
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(Array(packed), to: "log.csv.gz")
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(result.output == expected.output.replacing("log.csv", with: "log.csv.gz"))
        let checked = try workspace.run("validate", "plan.yaml")
        #expect(checked.status == 0 && !checked.errors.contains("log.csv.gz"))
        let wrong = plan.replacing("who: unit", with: "whom: unit")
        try workspace.write(wrong, to: "wrong.yaml")
        #expect(try workspace.run("validate", "wrong.yaml").errors.contains("`whom`"))
        try workspace.write(Array(packed.prefix(200)), to: "log.csv.gz")
        let damaged = try workspace.run("backtest", "plan.yaml")
        #expect(damaged.status == 1)
        #expect(
            damaged.errors.contains("error[PR0701]: `log.csv.gz` cannot be unpacked: it ends before its content does")
        )
    }
}
