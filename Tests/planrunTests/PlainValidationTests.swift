import Statistics
import Testing

/// `validate` reads its most frequent arguments without the parser. `--threads 0` says nothing and goes to the parser: with
/// it and without it, every list of arguments must come to the same.
@Suite struct PlainValidationTests {
    private static let words = [
        "tiny.yaml", "tiny.yaml", "bad.yaml", "warned.yaml", "none.yaml", "folder", ".", "-", "./tiny.yaml",
        "--quiet", "--quiet", "--strict", "--strict", "--format", "--format", "json", "concise", "full", "xml",
        "--format=json",
        "--color", "--color", "never", "always", "auto", "--color=always", "--fix", "--diff", "--", "", "-q", "--nope",
        "help", "validate", "--qui", "--seed=1",
    ]

    private static let environments: [[String: String]] = [
        [:], ["PLANRUN_FORMAT": "json"], ["PLANRUN_FORMAT": "jsn"], ["PLANRUN_FORMAT": ""], ["GITHUB_ACTIONS": "true"],
        ["FORCE_COLOR": "1"],
    ]

    /// Lists that are likely to be read without the parser, and those that nearly are.
    private static let typical = [
        ["tiny.yaml"], ["bad.yaml"], ["warned.yaml"], ["warned.yaml", "--strict"],
        ["--quiet", "tiny.yaml", "bad.yaml"],
        ["-"], ["-", "--format", "json"], ["none.yaml"], ["folder", "tiny.yaml", "--format", "sarif"],
        ["--strict", "--quiet"],
        ["tiny.yaml", "--format"], ["tiny.yaml", "--color"], ["tiny.yaml", "--color", "blue"], ["--", "--quiet"],
        ["bad.yaml", "--color", "always"], ["tiny.yaml", "--quiet", "--quiet"],
        ["bad.yaml", "--format", "full", "--format", "json"],
        ["tiny.yaml", ""], [], ["tiny.yaml", "-q"], ["--help"], ["tiny.yaml", "--version"],
    ]

    @Test func theParserAgrees() throws {
        let plan = TinyPlan()
        let workspace = try Workspace(plan: plan)
        let bad = plan.replacing("accuracy < 0.4", "acuracy < 0.4")
        try workspace.write(bad.text, to: "bad.yaml")
        try workspace.write(plan.replacing("audience: 100%", "audience: 80%").text, to: "warned.yaml")
        for name in ["iris.csv", "tiny.yaml"] {
            try workspace.write(try workspace.bytes(of: name), to: "folder/" + name)
        }
        var random = SplitMix64(seed: 4)
        let drawn = (0..<40).map { _ in
            (0...random.next(below: 4)).map { _ in Self.words[random.next(below: Self.words.count)] }
        }
        // What writes files would not find them as they were.
        let lists = (Self.typical + drawn).filter { !$0.contains("--fix") }
        for (number, list) in lists.enumerated() {
            let drawn = random.next(below: Self.environments.count)
            let environment = number < Self.typical.count ? [:] : Self.environments[drawn]
            let input = [UInt8](bad.text.utf8)
            let plain = try workspace.run(["validate"] + list, input: input, environment: environment)
            let parsed = try workspace.run(
                ["validate", "--threads", "0"] + list,
                input: input,
                environment: environment
            )
            #expect(plain.status == parsed.status, "\(list) \(environment)")
            #expect(plain.output == parsed.output, "\(list) \(environment)")
            #expect(plain.errors == parsed.errors, "\(list) \(environment)")
        }
    }
}
