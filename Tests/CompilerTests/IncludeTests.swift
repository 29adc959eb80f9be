import Diagnostics
import Plan
import Testing

/// What files say together is what one file would say.
struct IncludeTests {
    private static let head = """
        planrun: 1
        name: small
        data:
          iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42 } }
        models:
          candidate: { decision_tree: { max_depth: 3 }, train: iris.train }
        traffic: { replay: iris.test, rate: "${RATE}" }
        stages:
          - { name: full, audience: 100%, watch: { every: 1m, for: 10m }, promote_if: [accuracy >= 0.85] }

        """
    private static let parameters = "parameters:\n  RATE: { type: rate, default: 20/s }\n"
    private static let alerts = "alerts:\n  - { name: low, when: accuracy < 0.5, notify: [log] }\n"
    private static let notify = "notify:\n  log: { file: alerts.jsonl }\n"

    private static func including(_ fragments: [String: String], _ own: String = "") -> Compiled {
        let names = fragments.keys.sorted().joined(separator: ", ")
        return Compiled(head + own + "include: [\(names)]\n") { $0.fragments = fragments }
    }

    @Test func theSplitIntoFilesMeansNothing() {
        let whole = Compiled(Self.head + Self.parameters + Self.alerts + Self.notify)
        #expect(whole.findings == "")
        let splits: [(own: String, fragments: [String: String])] = [
            ("", ["a.yaml": Self.parameters + Self.alerts + Self.notify]),
            ("", ["a.yaml": Self.notify, "b.yaml": Self.parameters, "c.yaml": "planrun: 1\n" + Self.alerts]),
            (Self.alerts, ["a.yaml": Self.notify + Self.parameters]),
            (Self.parameters + Self.notify, ["a.yaml": Self.alerts]),
        ]
        for split in splits {
            let compiled = Self.including(split.fragments, split.own)
            #expect(compiled.findings == "")
            #expect(compiled.identity == whole.identity, "\(split.own) \(split.fragments)")
        }
    }

    @Test func ownAlertsComeBeforeIncludedOnes() {
        let more = "alerts:\n  - { name: first, when: accuracy < 0.4, notify: [log] }\n"
        let compiled = Self.including(["a.yaml": Self.alerts + Self.notify], Self.parameters + more)
        #expect(compiled.program?.alerts.map(\.name) == ["first", "low"])
    }

    @Test func findingsPointIntoTheIncludedFile() throws {
        let wrong = "# a comment 性能\nalerts:\n  - { name: low, when: acuracy < 0.5, notify: [lug] }\n"
        let compiled = Self.including(["a.yaml": wrong, "b.yaml": Self.parameters + Self.notify])
        #expect(Set(compiled.places) == ["acuracy", "lug"])
        for found in compiled.diagnostics { #expect(compiled.sources[found.primary.span.file].name == "a.yaml") }
    }

    @Test func aFragmentHasSharedSectionsOnly() {
        let compiled = Self.including(["a.yaml": Self.parameters + "stages: []\nname: x\n"])
        #expect(compiled.codes == ["unknown-key", "unknown-key"])
        #expect(Self.including(["a.yaml": "[]"], Self.parameters).codes == ["wrong-kind"])
    }

    @Test func anotherPlanIsNoFragment() throws {
        let compiled = Self.including(["a.yaml": Self.head + Self.alerts], Self.parameters + Self.alerts)
        #expect(compiled.codes == ["included-plan"])
        let found = try #require(compiled.diagnostics.first)
        #expect(compiled.sources[found.primary.span.file].name == "a.yaml" && compiled.places == ["name"])
    }

    @Test(arguments: [parameters, alerts, notify])
    func namesInTwoFilesAreDuplicates(section: String) throws {
        let own = Self.parameters + Self.alerts + Self.notify
        let compiled = Self.including(["a.yaml": section], own)
        #expect(compiled.codes == ["duplicate-name"])
        let found = try #require(compiled.diagnostics.first)
        let files = [found.primary.span] + found.secondary.map(\.span)
        #expect(files.map { compiled.sources[$0.file].name } == ["a.yaml", "plan.yaml"])
    }

    @Test func variablesOfAFragmentTakeThePlansValues() {
        let fragment = "notify:\n  log: { file: \"${FILE}\" }\n"
        let own = Self.parameters + "  FILE: { type: path, default: own.jsonl }\n" + Self.alerts
        let compiled = Self.including(["a.yaml": fragment], own)
        #expect(compiled.findings == "")
        #expect(compiled.program?.notifiers.first?.options.text("file") == "own.jsonl")
    }
}
