import JSON
import Testing

@Suite struct UsageTests {
    private static let commands = [
        "validate", "execute", "resume", "status", "history", "compile", "schema", "explain",
    ]

    private static let mistakes: [(arguments: [String], words: String)] = [
        (["valdate", "tiny.yaml"], "there is no command `valdate`; did you mean `validate`?"),
        (["frobnicate"], "there is no command `frobnicate`"),
        (["--nope"], "Unknown option '--nope'"),
        (["validate"], "Missing expected argument '<file> ...'"),
        (["validate", "--nope", "tiny.yaml"], "Unknown option '--nope'"),
        (["validate", "tiny.yaml", "--format", "xml"], "'xml' is invalid for '--format <format>'"),
        (["validate", "tiny.yaml", "--seed", "x"], "'x' is invalid for '--seed <n>'"),
        (["validate", "tiny.yaml", "--seed=-1"], "--seed must not be negative"),
        (["execute"], "Missing expected argument '<file>'"),
        (["execute", "tiny.yaml", "another.yaml"], "Unexpected argument 'another.yaml'"),
        (["execute", "tiny.yaml", "--threads", "99999"], "--threads goes from 0 to 1024"),
        (["execute", "tiny.yaml", "--state", ""], "--state names no folder"),
        (["resume"], "Missing expected argument '<run>'"),
        (["resume", "tiny-1", "--threads=-1"], "--threads goes from 0 to 1024"),
        (["compile", "tiny.yaml", "--emit", "mermad"], "--emit knows no form `mermad`; did you mean `mermaid`?"),
        (["explain", "PR020"], "there is no code `PR020`; did you mean `PR0"),
        (["explain", "unknwn-key"], "there is no code `unknwn-key`; did you mean `unknown-key`?"),
    ]

    @Test(arguments: mistakes) func aMistakeIsNamedWithTheUsage(arguments: [String], words: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.run(arguments)
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.errors.contains("Usage: planrun ") && result.errors.contains("--help' for more information"))
        #expect(!workspace.exists(".planrun"))
    }

    @Test(arguments: commands) func everyCommandHasHelp(command: String) throws {
        let workspace = try Workspace()
        let result = try workspace.run(command, "--help")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(result.output.hasPrefix("OVERVIEW: ") && result.output.contains("USAGE: planrun \(command)"))
        #expect(try workspace.run("help", command).output == result.output)
        #expect(try workspace.run("--help").output.contains("\n  \(command) "))
        // Nobody should have to guess what an option is for.
        let options = result.output.split(separator: "\n").filter { $0.hasPrefix("  --") && $0.count < 27 }
        #expect(options.allSatisfy { result.output.contains("\($0)\n                          ") }, "\(options)")
    }

    @Test func helpAloneNamesEveryStatusAndVariable() throws {
        let workspace = try Workspace()
        let result = try workspace.run("--help")
        for status in [0, 1, 2, 3, 4, 64, 70, 74, 75, 130, 143] { #expect(result.output.contains(" \(status)  ")) }
        #expect(result.output.contains("PLANRUN_STATE") && result.output.contains("NO_COLOR"))
        #expect(result.output.contains("PLANRUN_FORMAT"))
        #expect(try workspace.run([]).output == result.output)
    }

    @Test func theVersionIsOneLine() throws {
        let result = try Workspace().run("--version")
        #expect(result.status == 0)
        #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test func codesAreListedAndExplained() throws {
        let workspace = try Workspace()
        let list = try workspace.run("explain").lines
        #expect(list.count > 50 && list.allSatisfy { $0.wholeMatch(of: /PR\d{4}  [a-z0-9-]+/) != nil })
        #expect(Set(list.map { $0.prefix(6) }).count == list.count)
        let byCode = try workspace.run("explain", "pr0202")
        #expect(byCode.output.hasPrefix("PR0202 unknown-key (error)\n\n"))
        #expect(try workspace.run("explain", "unknown-key").output == byCode.output)
    }

    @Test func theSchemaIsOneForJSONSchemas() throws {
        let schema = try JSONValue(parsing: try Workspace().run("schema").output)
        #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["required"]?.array?.contains("planrun") == true)
    }

    @Test func aPlanCompilesToAProgramOrADiagram() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let program = try workspace.run("compile", "tiny.yaml")
        #expect(program.status == 0 && program.lines.count == 1)
        #expect(try JSONValue(parsing: program.output)["name"]?.string == "tiny")
        #expect(try workspace.run("compile", "tiny.yaml", "--emit", "mermaid").output.hasPrefix("flowchart "))
        // The text of a plan may change, and its program stays.
        let comment = [UInt8]((TinyPlan().text + "# more\n").utf8)
        #expect(try workspace.run("compile", "-", input: comment).output == program.output)
        try workspace.write("planrun: 1\n", to: "tiny.yaml")
        let refused = try workspace.run("compile", "tiny.yaml")
        #expect(refused.status == 1 && refused.output.isEmpty && refused.errors.contains("error[PR"))
    }
}
