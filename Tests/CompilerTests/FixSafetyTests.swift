import Compiler
import Diagnostics
import Testing

/// What is not mended by itself, because another meaning is as near.
@Suite struct FixSafetyTests {
    private func plan(_ metric: String, stratify: String = "true", words: String = "[great]") -> String {
        """
        planrun: 1
        name: p
        data: { iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: \(stratify) } } }
        models: { candidate: { majority_class: {}, train: iris.train } }
        traffic: { replay: iris.test, rate: 20/s }
        feedback: { from: feedback.jsonl, categories: { praise: \(words) } }
        stages:
          - name: all
            audience: 100%
            watch: { every: 1m, for: 10m }
            promote_if: [\(metric) >= 0.5]
        """
    }

    @Test(arguments: ["ppv", "acc", "mca", "npc"])
    func aShortNameMayMeanManyMetrics(name: String) throws {
        let found = try #require(Compiled(plan(name)).diagnostics.first { $0.code.slug == "unknown-metric" })
        #expect(found.fix == nil)
    }

    @Test func aLongNameMeansOne() throws {
        let found = try #require(Compiled(plan("acuracy")).diagnostics.first { $0.code.slug == "unknown-metric" })
        #expect(found.fix?.replacement == "accuracy")
    }

    /// The word is right where it stands a second time.
    @Test(arguments: [
        ("&y yes", "[great, *y]", false), ("yes", "[great, yes]", true), ("&y  yes", "[great, *y]", false),
    ])
    func whatHasAnAnchorStandsElsewhere(stratify: String, words: String, isMended: Bool) throws {
        let found = Compiled(plan("accuracy", stratify: stratify, words: words)).diagnostics.filter {
            $0.severity == .error
        }
        #expect(found.count == 1)
        #expect((found.first?.fix != nil) == isMended)
    }
}
