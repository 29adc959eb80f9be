import JSON
import Testing

/// `requests.jsonl` as the plan and the command line want it.
@Suite struct RequestLogTests {
    private static let path = ".planrun/tiny-1/requests.jsonl"

    private func units(_ workspace: Workspace) throws -> Set<String> {
        let lines = try workspace.text(of: Self.path).split(separator: "\n")
        return Set(try lines.compactMap { try JSONValue(parsing: Array($0.utf8))["unit"]?.string })
    }

    private func execute(_ section: String, _ flags: String...) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan().adding(section))
        let run = try workspace.run(["execute", "tiny.yaml", "--quiet"] + flags)
        #expect(run.status == 0, "\(run.errors)")
        return workspace
    }

    @Test func unitsAreDigestsUnlessThePlanSaysOtherwise() throws {
        let digests = try units(execute(""))
        #expect(!digests.isEmpty && digests.allSatisfy { !$0.hasPrefix("user-") })
        let plain = try units(execute("logs: { units: plain }\n"))
        #expect(!plain.isEmpty && plain.allSatisfy { $0.hasPrefix("user-") })
        #expect(plain.count == digests.count)
    }

    /// A key that nothing is named by is not made.
    @Test func plainUnitsNeedNoKey() throws {
        #expect(try !execute("logs: { units: plain }\n").exists(".planrun/units.key"))
        #expect(try execute("logs: { units: digest }\n").exists(".planrun/units.key"))
    }

    @Test(arguments: [
        ("logs: { requests: false }\n", [], false),
        ("logs: { requests: true }\n", [], true),
        ("", ["--no-request-log"], false),
        ("logs: { requests: true }\n", ["--no-request-log"], false),
        ("logs: { requests: false }\n", ["--request-log"], true),
    ])
    func theCommandLineSpeaksBeforeThePlan(section: String, flags: [String], isWritten: Bool) throws {
        let workspace = try Workspace(plan: TinyPlan().adding(section))
        #expect(try workspace.run(["execute", "tiny.yaml", "--quiet"] + flags).status == 0)
        #expect(workspace.exists(Self.path) == isWritten)
    }
}
