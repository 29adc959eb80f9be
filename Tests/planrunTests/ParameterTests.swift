import Glibc
import JSON
import Testing

/// Parameters, secrets and included files from the command line.
@Suite struct ParameterTests {
    private static let plan = TinyPlan()
        .replacing("rate: 5/s", "rate: \"${RATE}\"")
        .replacing("audience: 20%", "audience: ${SHARE}")
        .adding("parameters:\n  RATE: { type: rate, default: 1/s }\n  SHARE: { type: fraction, default: 20% }\n")

    private func rate(_ result: Invocation.Result) throws -> String? {
        try JSONValue(parsing: result.output)["traffic"]?["rate_per_second"]?.string
    }

    @Test func whatIsCloserToTheUserCountsMore() throws {
        let workspace = try Workspace(plan: Self.plan)
        try workspace.write("RATE: 3/s\n", to: "three.yaml")
        try workspace.write("# of the lab\nRATE: \"4/s\"\n", to: "four.yaml")
        let compile = ["compile", "tiny.yaml"]
        let environment = ["RATE": "2/s"]
        let values = ["--values", "four.yaml", "--values", "three.yaml"]
        let results = [
            try workspace.run(compile),
            try workspace.run(compile, environment: ["RATE": ""]),
            try workspace.run(compile, environment: environment),
            try workspace.run(compile + values, environment: environment),
            try workspace.run(compile + values + ["--set", "RATE=5/s"], environment: environment),
        ]
        #expect(results.map(\.errors) == ["", "", "", "", ""])
        #expect(try results.map(rate) == ["1/1", "1/1", "2/1", "3/1", "5/1"])
    }

    /// Braces of a parameter are braces; written out they hold a metric, which is another program.
    @Test func bracesOfParametersAreNotThoseOfPlans() throws {
        let alerting = TinyPlan.alerting
        let message = "\"accuracy is {{accuracy}}\""
        let given = alerting.replacing(message, "\"accuracy is ${WHAT}\"")
            .adding("parameters:\n  WHAT: { type: text, default: \"{{accuracy}}\" }\n")
        let workspace = try Workspace(plan: given)
        try workspace.write(alerting.text, to: "written.yaml")
        let difference = try workspace.run("diff", "--exit-code", "written.yaml", "tiny.yaml")
        #expect(difference.status == 2, "\(difference.output)")
        #expect(difference.output.contains("message"), "\(difference.output)")
        let alert = try JSONValue(parsing: try workspace.run("compile", "tiny.yaml").output)["alerts"]?.array?.first
        #expect(alert?["message"] == ["accuracy is {{accuracy}}"])
        let run = try workspace.run("execute", "tiny.yaml", "--dry-run")
        #expect(run.output.contains("accuracy is {{accuracy}}"), "\(run.output)")
    }

    @Test(arguments: ["RATE", "=5/s", ""])
    func aSettingWithoutNameAndValueIsAnErrorOfUsage(setting: String) throws {
        let result = try Workspace(plan: Self.plan).run("validate", "tiny.yaml", "--set", setting)
        #expect(result.status == 64 && result.errors.contains("NAME=value"))
    }

    @Test func aSettingTwiceIsAnErrorOfUsage() throws {
        let result = try Workspace(plan: Self.plan).run(
            "validate",
            "tiny.yaml",
            "--set",
            "RATE=1/s",
            "--set",
            "RATE=2/s"
        )
        #expect(result.status == 64 && result.errors.contains("twice"))
    }

    @Test(arguments: [
        ("RAT: 5/s\n", "undeclared-value"), ("[a]\n", "unreadable-values"), ("RATE: [a]\n", "wrong-kind"),
        ("RATE:\n", "missing-value"), ("RATE: 5/s\nRATE: 6/s\n", "duplicate-key"), ("RATE: 5\n", "bad-quantity"),
    ])
    func filesOfValuesAreChecked(text: String, slug: String) throws {
        let workspace = try Workspace(plan: Self.plan)
        try workspace.write(text, to: "values.yaml")
        let result = try workspace.run("validate", "--format", "json", "tiny.yaml", "--values", "values.yaml")
        let found = try JSONValue(parsing: result.output)["diagnostics"]?.array?.first
        #expect(result.status == 1 && found?["slug"]?.string == slug, "\(result.output)")
        #expect(found?["file"]?.string == "values.yaml", "\(result.output)")
    }

    @Test func filesThatAreNotThereAreNamed() throws {
        let workspace = try Workspace(plan: Self.plan)
        for option in ["--values", "--secrets-file"] {
            let result = try workspace.run("validate", "tiny.yaml", option, "none.yaml")
            #expect(result.status == 1 && result.errors.contains("none.yaml"), "\(result.errors)")
        }
    }

    // MARK: Resuming

    @Test func aResumedRunKnowsItsParameters() throws {
        let plan = Self.plan.replacing("every: 1m, for: 4m", "every: 10s, for: 20m")
        let workspace = try Workspace(plan: plan)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl", "--set", "RATE=5/s"], in: workspace)
            .kill(afterLines: 30, SIGKILL)
        let first = try JSONValue(parsing: workspace.run("history", "tiny-1", "--format", "jsonl").lines[0])
        #expect(first["parameters"]?["RATE"]?.string == "5/s" && first["parameters"]?["SHARE"]?.string == "20%")
        // Whatever the environment says by now.
        let result = try workspace.run(["resume", "tiny-1"], environment: ["RATE": "7/s"])
        #expect(result.status == 0, "\(result.errors)")
        // The report compiles the plan again too.
        #expect(try workspace.run("feedback", "report", "tiny-1").status == 0)
    }

    // MARK: Secrets

    private static let secret = "s3cr3tvalue"
    private static let secretive = TinyPlan.alerting.replacing(
        "log: { file: alerts.jsonl }",
        "log: { file: \"${KEY}\" }"
    ).adding("parameters:\n  KEY: { type: text, secret: true }\n")

    /// No bundled notifier takes a secret yet, so the plan is refused: what is said must not show the value.
    @Test func aMisplacedSecretIsNotShown() throws {
        let workspace = try Workspace(plan: Self.secretive)
        try workspace.write("KEY: \(Self.secret)\n", to: "secrets.yaml")
        try workspace.write("KEY: \(Self.secret)\nKEY: [\(Self.secret)\n", to: "broken.yaml")
        try workspace.write("- \(Self.secret)\n", to: "list.yaml")
        let ways: [(arguments: [String], environment: [String: String])] = [
            ([], ["KEY": Self.secret]), (["--secrets-file", "secrets.yaml"], [:]),
            (["--secrets-file", "broken.yaml"], [:]), (["--secrets-file", "list.yaml"], [:]),
            (["--values", "secrets.yaml"], [:]), (["--set", "KEY=\(Self.secret)"], [:]),
        ]
        for way in ways {
            for command in [["validate", "--format", "json"], ["validate"], ["compile"], ["execute", "--dry-run"]] {
                let result = try workspace.run(command + ["tiny.yaml"] + way.arguments, environment: way.environment)
                #expect(result.status == 1, "\(command) \(way)")
                #expect(!(result.output + result.errors).contains(Self.secret), "\(command) \(way)")
            }
        }
    }

    @Test func secretsAreTakenFromTheirFileOrTheEnvironment() throws {
        let workspace = try Workspace(plan: TinyPlan().adding("parameters:\n  KEY: { type: text, secret: true }\n"))
        try workspace.write("KEY: \(Self.secret)\nOTHER: of another plan\n", to: "secrets.yaml")
        let result = try workspace.run("validate", "tiny.yaml", "--secrets-file", "secrets.yaml")
        #expect(result.status == 0, "\(result.errors)")
        for arguments in [["--set", "KEY=x"], ["--values", "secrets.yaml"]] {
            let refused = try workspace.run(["validate", "tiny.yaml"] + arguments)
            #expect(refused.status == 1 && refused.errors.contains("PR0227"), "\(refused.errors)")
        }
    }

    /// Everything that a run leaves behind, byte by byte.
    @Test func aRunLeavesNoSecretBehind() throws {
        let plan = TinyPlan.alerting.adding("parameters:\n  KEY: { type: text, secret: true }\n")
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run(["execute", "tiny.yaml"], environment: ["KEY": Self.secret])
        #expect(result.status == 0, "\(result.errors)")
        #expect(!(result.output + result.errors).contains(Self.secret))
        for name in try workspace.listing().keys where name.hasPrefix(".planrun/") || name.hasSuffix("jsonl") {
            guard let bytes = try? workspace.bytes(of: name) else { continue }
            #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.secret), "\(name)")
        }
    }

    @Test func aSecretInClearIsRefusedAndNotRepeated() throws {
        let token = "ghp_0123456789abcdefghijABCDEFGHIJ"
        let plan = TinyPlan().replacing("name: tiny\n", "name: tiny\ndescription: \"by \(token)\"\n")
        for format in ["full", "concise", "json"] {
            let result = try Workspace(plan: plan).run("validate", "tiny.yaml", "--format", format)
            #expect(result.status == 1 && (result.output + result.errors).contains("PR0229"))
            #expect(!(result.output + result.errors).contains(token))
        }
        // Nor do findings about the same value.
        let name = try Workspace(plan: TinyPlan().replacing("name: tiny\n", "name: \"\(token) x\"\n")).run(
            "validate",
            "tiny.yaml"
        )
        #expect(name.status == 1 && name.errors.contains("PR0229") && !name.errors.contains(token))
        let set = TinyPlan().replacing("name: tiny\n", "name: tiny\ndescription: ${X}\n")
            .adding("parameters:\n  X: { type: text }\n")
        let result = try Workspace(plan: set).run("validate", "tiny.yaml", "--set", "X=\(token)")
        #expect(result.status == 1 && result.errors.contains("PR0229") && !result.errors.contains(token))
    }
}
