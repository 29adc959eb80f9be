import Compiler
import Diagnostics
import JSON
import Plan
import Platform
import Testing

/// However many threads compile a plan, they find the same in the same order, and make the same program.
@Suite struct DivisionTests {
    private static let divisions = [2, 3, 7].map { Division(threads: $0, least: 1) }

    private func options(_ division: Division) -> Compiler.Options { Compiler.Options(division: division) }

    @discardableResult
    private func check(_ text: String, _ divisions: [Division] = divisions) -> Compiled {
        let alone = Compiled(text, options: options(.none))
        let program = alone.program?.json.canonicalText
        for division in divisions {
            let together = Compiled(text, options: options(division))
            #expect(together.diagnostics == alone.diagnostics)
            #expect(together.lowered?.diagnostics == alone.lowered?.diagnostics)
            #expect(together.program?.json.canonicalText == program)
            #expect(together.program == alone.program)
        }
        return alone
    }

    @Test(arguments: Golden.names(in: "ok"))
    func programs(name: String) throws { check(try Golden.input("ok", name)) }

    @Test(arguments: Golden.names(in: "err"))
    func findings(name: String) throws { check(try Golden.input("err", name)) }

    /// A plan of stages, of which `stage` gives those lines that are not like in all others.
    private func plan(_ count: Int, _ stage: (Int) -> [String: String]) -> String {
        let stages = (0..<count).map { number in
            let own = stage(number)
            return """
                  - name: \(own["name"] ?? "stage_\(number)")
                    audience: \(own["audience"] ?? (number + 1 == count ? "100%" : "0.\(number + 100_000)%"))
                    watch: { every: 1m, for: \(own["for"] ?? "10m"), min_samples: \(own["min_samples"] ?? "1") }
                    promote_if:
                      - \(own["promote"] ?? "accuracy >= 0.\(60 + number % 30)")
                      - { if: \(own["second"] ?? "f1.macro >= baseline - 0.1"), failures: 2 }
                    rollback_if: [\(own["rollback"] ?? "accuracy < 0.\(20 + number % 30)"), latency.p99 > \(50 + number % 99)ms]
                """
        }
        return IrisPlan.text(
            traffic: "rate: 10000/s, users: 1000000",
            stages: stages.joined(separator: "\n"),
            rest: """
                alerts:
                  - name: slow
                    when: latency.p99 > 99ms
                    for: 2m
                """
        )
    }

    /// What can be wrong with a stage: some of it is said only so often, or of the first place and then of all others with it.
    private static let mistakes: [[String: String]] = [
        ["promote": "acuracy >= 0.9"], ["promote": "recall[tulip] > 0.5"], ["rollback": "feedback.negative > 5%"],
        ["second": "accuracy > 0.8 and accuracy < 0.7"], ["rollback": "accuracy < 0.9"], ["audience": "0.1%"],
        ["name": "twice"], ["for": "10 minutes"], ["min_samples": "1000000000"], ["promote": "accuracy >= 0.9 and"],
        ["rollback": "accuracy > 0.9"], ["promote": "kappa > 0.2 and any of (kappa < 0.1, kappa < 0.15)"],
        ["second": "accuracy by region > 0.5"], ["promote": "precision > 0.9", "rollback": "latency.p95 > 90ms"],
        ["audience": "{ fraction: 0.5%, where: \"region == 'north'\" }"], ["name": "a\n    otherwise: hald"],
    ]

    @Test func soundPlansOfManyStages() {
        let text = plan(3_500) { number in
            // Conditions that read the same in another order, and some of which each is the only one.
            number % 3 == 0
                ? ["promote": "kappa > 0.\(100_000 + number)"]
                : number > 2_000 ? ["promote": "recall.macro >= 0.5 and precision.macro > 0.\(number)"] : [:]
        }
        let compiled = check(text, [Division(threads: 2), Division(threads: 3)] + Self.divisions)
        #expect(compiled.program?.stages.count == 3_500)
    }

    @Test func plansWithMistakesInManyStages() {
        for step in [7, 450] {
            let text = plan(3_500) { number in
                number % step == 3 ? Self.mistakes[number / step % Self.mistakes.count] : [:]
            }
            let compiled = check(text, [Division(threads: 2), Division(threads: 3)])
            #expect(compiled.diagnostics.containsErrors)
        }
    }

    /// Each mistake by itself, in the last stages only: those parts that have nothing wrong with them are kept.
    @Test(arguments: mistakes.indices)
    func aMistakeInOnePart(number: Int) {
        check(plan(40) { $0 == 31 || $0 == 37 ? Self.mistakes[number] : [:] })
    }

    @Test func whatIsPutInTheirPlacesByVariables() {
        let text = plan(30) { $0 % 4 == 1 ? ["promote": "\"accuracy >= ${LEAST}\""] : [:] }
        check(text + "\nparameters:\n  LEAST: { type: fraction, default: 90% }\n")
        check(text)
    }
}
