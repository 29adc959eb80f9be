import JSON
import Testing

/// Many plans at once, and plans found in folders.
@Suite struct FolderTests {
    private static let broken = TinyPlan().replacing("audience: 20%", "audience: 120%").text

    private func many() throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan())
        for number in 0..<24 {
            let text = number % 3 == 0 ? Self.broken : TinyPlan().text
            try workspace.write(text, to: "plans/\(number % 4)/p\(number).ya\(number % 2 == 0 ? "ml" : "ml")")
        }
        try workspace.shell("for folder in plans/*; do cp iris.csv $folder/iris.csv; done")
        return workspace
    }

    @Test(arguments: ["full", "concise", "json", "sarif", "github", "junit"])
    func theSameBytesOnAnyNumberOfThreads(format: String) throws {
        let workspace = try many()
        let results = try ["1", "2", "5", "0", "64"].map { threads in
            try workspace.run("validate", "plans", "tiny.yaml", "--format", format, "--threads", threads)
        }
        #expect(results[0].status == 1 && (results[0].output + results[0].errors).contains("PR0206"))
        for result in results.dropFirst() {
            #expect(result.output == results[0].output && result.errors == results[0].errors)
        }
    }

    @Test func findingsAreSortedByPathWhateverTheOrderOfTheArguments() throws {
        let workspace = try many()
        let one = try workspace.run("validate", "plans", "tiny.yaml", "--format", "concise")
        let other = try workspace.run(
            "validate",
            "tiny.yaml",
            "plans/3",
            "plans/0/p0.yaml",
            "plans",
            "--format",
            "concise"
        )
        #expect(one.errors == other.errors && one.output == other.output)
        let names = one.errors.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(names.count == 8 && names == names.sorted())
    }

    @Test func aFileNamedInSeveralWaysIsReadOnce() throws {
        let workspace = try many()
        let names = ["tiny.yaml", "./tiny.yaml", "plans/..//tiny.yaml", workspace["tiny.yaml"], "tiny.yaml"]
        let result = try workspace.run(["validate", "--format", "json"] + names)
        #expect(try JSONValue(parsing: result.output)["plans"]?.integer == 1)
    }

    /// What YAML can make of the one key; nothing else in the files is right, so that each is a finding.
    @Test func aPlanIsFoundHoweverItsKeyIsWritten() throws {
        let plans = [
            "  planrun: 1\n  name: x\n", "? planrun\n: 1\n", "&a planrun: 1\n", "\tplanrun: 1\n",
            "!!str planrun : 1\n", "--- {planrun: 1}\n", "# a\r\nplanrun: 1\r\n", "name: x\n\"planrun\": 1\n",
        ]
        let workspace = try Workspace(plan: TinyPlan())
        for (number, plan) in plans.enumerated() { try workspace.write(plan, to: "found/\(number).yaml") }
        let wide = "printf '\\377\\376'; printf 'planrun: 1\\n' | iconv -f utf-8 -t utf-16le"
        try workspace.shell("(\(wide)) > found/wide.yaml")
        try workspace.write("a:\n  planrun: 1\n", to: "found/none.yaml")
        try workspace.write("- planrun: 1\n", to: "found/list.yaml")
        let result = try workspace.run("validate", "found", "--format", "json")
        #expect(try JSONValue(parsing: result.output)["plans"]?.integer == plans.count + 1, "\(result.output)")
    }

    @Test func filesWithoutTheKeyAreCounted() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write("a: 1\n# planrun: 1\nb: { planrun: 1 }\n", to: "other.yaml")
        try workspace.write("scenario: 1\n", to: "deep/er/scenario.yml")
        try workspace.write("planrun: 1\n", to: ".hidden.yaml")
        try workspace.write("planrun: 1\n", to: ".git/config.yaml")
        try workspace.write("planrun: 1\n", to: "notes.txt")
        let result = try workspace.run("validate", ".")
        #expect(result.status == 0)
        #expect(result.lines.count == 1 && result.output.hasPrefix("tiny.yaml: releases"))
        #expect(result.errors == "2 files in the folders are no plans and were skipped\n")
        #expect(try workspace.run("validate", ".", "--quiet").errors.isEmpty)
        // A file that is named is a plan.
        let named = try workspace.run("validate", "other.yaml", ".hidden.yaml", "--format", "concise")
        #expect(
            named.status == 1 && named.errors.contains("other.yaml:1:1: ")
                && named.errors.contains(".hidden.yaml:1:1: ")
        )
    }

    private static let shared = "planrun: 1\nmetrics: {}\n"

    @Test(arguments: [
        ["part.yaml": shared],
        // A file that nothing includes, one that only includes, and one that a plan includes and that goes wrong.
        ["unused.yaml": "planrun: 1\nparameters: {}\nmetrics: {}\nalerts: []\n"],
        ["in.yaml": "planrun: 1\ninclude: [part.yaml]\n", "part.yaml": shared],
    ])
    func filesForPlansToIncludeAreNoPlans(files: [String: String]) throws {
        let include = files.keys.contains("in.yaml") ? "in.yaml" : files.keys.first ?? ""
        let workspace = try Workspace(plan: TinyPlan().adding("include: [\(include)]\n"))
        for (name, text) in files { try workspace.write(text, to: name) }
        let result = try workspace.run("validate", "--format", "json", ".")
        let document = try JSONValue(parsing: result.output)
        #expect(document["plans"]?.integer == 1 && document["skipped"]?.integer == files.count)
        #expect(document["errors"]?.integer == 0)
        // A file that is named is a plan.
        let named = try workspace.run("validate", "--format", "concise", include)
        #expect(named.status == 1 && named.errors.contains("\(include):1:1: error[PR0203]"))
        let both = try workspace.run("validate", "--format", "concise", ".", include)
        #expect(both.errors == named.errors)
    }

    @Test func whatIsWrongWithAnIncludedFileIsSaidOnce() throws {
        let workspace = try Workspace(plan: TinyPlan().adding("include: [part.yaml]\n"))
        try workspace.write("planrun: 1\nnotfiy: {}\ninclude: [deep.yaml]\n", to: "part.yaml")
        try workspace.write("planrun: 1\nalerts: [\n", to: "deep.yaml")
        let result = try workspace.run("validate", "--format", "json", ".")
        let document = try JSONValue(parsing: result.output)
        #expect(document["plans"]?.integer == 1 && document["skipped"]?.integer == 2)
        #expect(document["errors"]?.integer == 2)
    }

    @Test func plansThatIncludeOneAnotherAreNotPassedOver() throws {
        let workspace = try Workspace()
        let plan = TinyPlan().text
        try workspace.write(plan + "include: [b.yaml]\n", to: "p/a.yaml")
        try workspace.write(plan + "include: [a.yaml]\n", to: "p/b.yaml")
        let result = try workspace.run("validate", "--format", "json", "p")
        let document = try JSONValue(parsing: result.output)
        #expect(document["plans"]?.integer == 2 && document["skipped"]?.integer == 0)
    }

    @Test(arguments: ["planrun: 1\n", "planrun: 1\nalerts: []\nstages: []\n", "planrun: 1\nalrets: []\n"])
    func aPlanWithoutItsKeysIsStillOne(text: String) throws {
        let workspace = try Workspace()
        try workspace.write(text, to: "p/x.yaml")
        let result = try workspace.run("validate", "--format", "concise", "p")
        #expect(result.status == 1 && result.errors.contains("p/x.yaml:1:1: error[PR0203]"))
    }

    @Test func aFolderOfNothingButPartsHoldsNoPlans() throws {
        let workspace = try Workspace()
        try workspace.write(Self.shared, to: "p/part.yaml")
        let result = try workspace.run("validate", "--format", "concise", "p")
        #expect(
            result.status == 1
                && result.errors == "p:1:1: error[PR0001]: cannot read the plan `p`: the folder holds no plans\n"
        )
    }

    @Test(arguments: [
        "\u{FEFF}planrun: 1\n", "# c\n\"planrun\" : 1\n", "'planrun': 1", "{ planrun: 1, a: [", "x: [\nplanrun: 1\n",
    ])
    func aPlanIsKnownByItsKeyHoweverBroken(text: String) throws {
        let workspace = try Workspace()
        try workspace.write(text, to: "p/x.yaml")
        let result = try workspace.run("validate", "p", "--format", "json")
        #expect(try JSONValue(parsing: result.output)["plans"]?.integer == 1 && result.status == 1)
    }

    @Test func linksLeadToFilesAndNoWalkGoesRound() throws {
        let workspace = try many()
        try workspace.shell(
            "ln -s .. plans/0/up; ln -s . plans/self; ln -s ../tiny.yaml plans/link.yaml; ln -s x plans/no.yaml"
        )
        let result = try workspace.run("validate", "plans", "--format", "json")
        #expect(try JSONValue(parsing: result.output)["plans"]?.integer == 25)
        // A link that is named is followed.
        try workspace.shell("ln -s plans/1 linked")
        let linked = try workspace.run("validate", "linked", "--format", "json")
        #expect(try JSONValue(parsing: linked.output)["plans"]?.integer == 6)
    }

    @Test func whatIsNotThereIsNamedBesideTheRest() throws {
        let workspace = try many()
        try workspace.shell("mkdir empty")
        let result = try workspace.run(
            "validate",
            "empty",
            "nowhere",
            "tiny.yaml",
            "nowhere.yaml",
            "--format",
            "concise"
        )
        #expect(result.status == 1)
        #expect(
            result.errors == """
                empty:1:1: error[PR0001]: cannot read the plan `empty`: the folder holds no plans
                nowhere:1:1: error[PR0001]: cannot read the plan `nowhere`: No such file or directory
                nowhere.yaml:1:1: error[PR0001]: cannot read the plan `nowhere.yaml`: No such file or directory

                """
        )
        #expect(result.lines.count == 1)
    }

    @Test func theSummaryCountsPlans() throws {
        let result = try many().run("validate", "plans", "tiny.yaml")
        #expect(result.errors.hasSuffix("\n8 errors in 8 of 25 plans\n"))
    }

    /// Swift's texts cannot name it, so it is not read; nobody takes it for checked.
    @Test func aNameThatIsNotUTF8IsNotPassedOver() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.shell("mkdir -p plans/$(printf 'deep\\377') && cp tiny.yaml iris.csv plans")
        try workspace.shell("cp tiny.yaml plans/$(printf 'bad\\377.yaml'); touch plans/$(printf 'other\\377.txt')")
        let result = try workspace.run("validate", "plans", "--format", "concise")
        #expect(result.status == 1)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.filter { $0.contains("its name is not UTF-8") }.count == 2, "\(result.errors)")
        #expect(lines.contains { $0.hasPrefix("plans/bad\u{FFFD}.yaml") }, "\(result.errors)")
        #expect(lines.contains { $0.hasPrefix("plans/deep\u{FFFD}") }, "\(result.errors)")
    }

    @Test func standardInputGetsItsName() throws {
        let workspace = try many()
        let plan = [UInt8](TinyPlan().text.utf8)
        let good = try workspace.run("validate", "-", "--stdin-filename", "plans/0/new.yaml", input: plan)
        #expect(good.status == 0 && good.output.hasPrefix("plans/0/new.yaml: releases `tiny`"))
        // Its folder is where the plan's paths start.
        let lost = try workspace.run(
            ["validate", "-", "--stdin-filename", "nowhere/new.yaml", "--format", "concise"],
            input: plan
        )
        #expect(lost.status == 1 && lost.errors.hasPrefix("nowhere/new.yaml:5:10: error[PR0002]"))
    }
}
