import Glibc
import JSON
import Testing

/// Zones of change windows, in a database of one zone that the test makes.
@Suite struct ZoneTests {
    private static let plan = TinyPlan.alerting.replacing("every: 1m, for: 4m", "every: 10s, for: 20m").replacing(
        "stages:",
        "changes: { only: { hours: 00:00-24:00, zone: Test/Place }, freeze: [2001-01-01] }\nstages:"
    )

    /// A file of the time zone database whose clocks show two hours more than UTC, without changes (RFC 8536).
    private static func file() -> [UInt8] {
        func block(_ version: UInt8, _ footer: String) -> [UInt8] {
            let counts: [UInt32] = [0, 0, 0, 0, 1, 4]
            let header = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
            let numbers = counts.flatMap { count in (0..<4).map { UInt8(count >> (24 - 8 * UInt32($0)) & 0xFF) } }
            return header + numbers + [0, 0, 0x1C, 0x20, 0, 0] + Array("TST\0".utf8) + Array(footer.utf8)
        }
        return block(UInt8(ascii: "2"), "") + block(UInt8(ascii: "2"), "\nTST-2\n")
    }

    private func workspace(_ plan: TinyPlan) throws -> (workspace: Workspace, zones: String) {
        let workspace = try Workspace(plan: plan)
        for name in ["Test/Place", "right/Test/Place", "localtime", "posixrules"] {
            try workspace.write(Self.file(), to: "zones/" + name)
        }
        return (workspace, workspace["zones"])
    }

    /// A run has its zone's clocks on record: it goes on where nobody knows the zone, or another zone has its name.
    @Test func aRunNeedsItsZoneNoLonger() throws {
        let (workspace, zones) = try workspace(Self.plan)
        let execute = ["execute", "tiny.yaml", "--format", "jsonl"]
        try Streaming(execute, in: workspace, environment: ["TZDIR": zones]).kill(afterLines: 30, SIGKILL)
        let away = ["TZDIR": workspace["nowhere"]]
        #expect(try workspace.run(["validate", "tiny.yaml"], environment: away).status == 1)
        let resumed = try workspace.run(["resume", "tiny-1"], environment: away)
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try workspace.run(["why", "tiny-1"], environment: away).output.contains("tiny.yaml:"))
    }

    @Test(arguments: ["localtime", "posixrules", "right/Test/Place"])
    func namesThatMeanAnotherZoneElsewhereAreRefused(name: String) throws {
        let (workspace, zones) = try workspace(Self.plan.replacing("zone: Test/Place", "zone: \(name)"))
        let found = try workspace.run(["validate", "tiny.yaml"], environment: ["TZDIR": zones])
        #expect(found.status == 1 && (found.errors + found.output).contains("PR0475"))
        let isDoubled = name.hasPrefix("right")
        #expect((found.errors + found.output).contains("did you mean `Test/Place`?") == isDoubled)
    }

    @Test func aSimulationSaysWhenItBegins() throws {
        let (workspace, zones) = try workspace(Self.plan)
        let simulate = ["simulate", "tiny.yaml", "--runs", "5", "--at", "2026-11-30T09:00:00Z"]
        let text = try workspace.run(simulate, environment: ["TZDIR": zones])
        #expect(text.output.contains("  each begins at 2026-11-30T11:00:00+02:00, and waits"))
        let json = try workspace.run(simulate + ["--format", "json"], environment: ["TZDIR": zones])
        #expect(try JSONValue(parsing: json.output)["begins"]?.string == "2026-11-30T11:00:00+02:00")
    }
}
