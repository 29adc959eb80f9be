import Foundation
import Glibc
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

    /// Who has the key can tell who a digest stands for, and the words are people's own.
    @Test func theKeyAndTheWordsAreClosedToOthers() throws {
        let workspace = try execute("feedback: {}\n")
        try workspace.run("feedback", "add", "tiny-1", "--unit", "user-1", "--rating", "1")
        for name in ["units.key", "feedback.sqlite"] {
            let facts = try FileManager.default.attributesOfItem(atPath: workspace[".planrun/" + name])
            let permissions = try #require(facts[.posixPermissions] as? Int)
            #expect(permissions & 0o607 == 0o600, "\(name)")
        }
    }

    @Test func aKeyThatIsNoneIsReplacedWithAWarning() throws {
        let workspace = try execute("")
        try workspace.write("short", to: ".planrun/units.key")
        let result = try workspace.run("execute", "tiny.yaml", "--quiet")
        #expect(result.status == 0 && result.errors.contains("warning: `.planrun/units.key` holds no key"))
        #expect(try workspace.run("execute", "tiny.yaml", "--quiet").errors.isEmpty)
    }

    /// In one file the same unit is the same word.
    @Test func aRunWhoseKeyIsGoneIsNotGoneOnWith() throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("every: 1m, for: 4m", "every: 10s, for: 30m"))
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 30, SIGKILL)
        let key = try workspace.bytes(of: ".planrun/units.key")
        try workspace.remove(".planrun/units.key")
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 74 && result.errors.hasPrefix("error[PR0364]: the key `"))
        #expect(!workspace.exists(".planrun/units.key"))
        try workspace.write(key, to: ".planrun/units.key")
        #expect(try workspace.run("resume", "tiny-1").status == 0)
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
