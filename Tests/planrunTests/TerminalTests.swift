import Testing

/// The progress line, on a terminal made for the test.
@Suite struct TerminalTests {
    private static let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 5m")

    private func execute(_ plan: TinyPlan, columns: UInt16 = 80, environment: [String: String] = [:]) throws -> String {
        let workspace = try Workspace(plan: plan)
        let terminal = try Terminal(columns: columns)
        return try terminal.run(["execute", "tiny.yaml"], in: workspace, environment: environment)
    }

    @Test func progressIsOneLineDrawnAgainAndTakenAway() throws {
        let screen = Screen(try execute(Self.plan))
        #expect(screen.erased.count > 20)
        #expect(screen.erased.first?.hasPrefix("00:00:10  watch      canary: watched for 10s of 5m, ") == true)
        #expect(screen.lines.allSatisfy { !$0.contains("  watch  ") }, "\(screen.lines)")
        #expect(screen.lines.contains { $0.contains("after 5m and ") })
    }

    @Test(arguments: [20, 40, 60] as [UInt16]) func aNarrowTerminalCutsTheLine(columns: UInt16) throws {
        let lines = Screen(try execute(Self.plan, columns: columns)).erased
        #expect(lines.count > 20)
        #expect(lines.allSatisfy { $0.unicodeScalars.count < Int(columns) }, "\(lines)")
    }

    @Test func anAlertStandsOnALineOfItsOwn() throws {
        let screen = Screen(try execute(.alerting)).lines
        #expect(screen.contains { $0.hasPrefix("ALERT tiny-1 warning busy: accuracy is 0.9") }, "\(screen)")
        #expect(screen.allSatisfy { !$0.contains("  watch  ") }, "\(screen)")
    }

    @Test func aTerminalHasColours() throws {
        #expect(try execute(Self.plan).contains("\u{1b}[1mtiny\u{1b}[0m"))
        let plain = try execute(Self.plan, environment: ["NO_COLOR": "1"])
        #expect(!plain.contains("\u{1b}[1m") && plain.contains("\u{1b}[K"))
    }

    @Test func aDumbTerminalGetsPlainLines() throws {
        let text = try execute(Self.plan, environment: ["TERM": "dumb"])
        #expect(!text.contains("\u{1b}"))
        #expect(text.contains("canary: watched for"))
    }

    /// On a terminal colours are on, unless the terminal cannot show them or does not say what it is.
    @Test(
        arguments: [
            ([:], true), (["TERM": "dumb"], false), (["TERM": ""], false), (["NO_COLOR": "1"], false),
            (["NO_COLOR": ""], true), (["FORCE_COLOR": "0"], false),
        ] as [([String: String], Bool)]
    )
    func aTerminalHasColours(environment: [String: String], isColoured: Bool) throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("audience: 20%", "audience: 120%"))
        let text = try Terminal(columns: 80).run(["validate", "tiny.yaml"], in: workspace, environment: environment)
        #expect(text.contains("PR0206") && text.contains("\u{1b}[") == isColoured)
    }
}
