import Compiler
import Plan
import Testing

/// What metrics of the same rows have to do with each other, against confusion matrices that are drawn.
@Suite struct MetricRelationTests {
    /// A confusion matrix of rows by what they are and what they are predicted as, and its metrics by their textbook formulas.
    private struct Matrix {
        let rows: [[Double]]

        init(classes: Int, _ random: inout Random) {
            rows = (0..<classes).map { label in
                (0..<classes).map { prediction in
                    // Now and then a class has no row, and now and then nearly all are right.
                    let most = (label == prediction ? [0, 4, 40] : [0, 2, 9])[Int.random(in: 0...2, using: &random)]
                    return Double(Int.random(in: 0...most, using: &random))
                }
            }
        }

        private var total: Double { rows.joined().reduce(0, +) }
        private func actual(_ label: Int) -> Double { rows[label].reduce(0, +) }
        private func predicted(_ label: Int) -> Double { rows.map { $0[label] }.reduce(0, +) }
        private var correct: Double { rows.indices.map { rows[$0][$0] }.reduce(0, +) }

        private func score(_ name: String, _ label: Int) -> Double? {
            let (hits, actual, predicted) = (rows[label][label], actual(label), predicted(label))
            let (part, whole) =
                switch name {
                case "precision": (hits, predicted)
                case "recall": (hits, actual)
                case "f1": (2 * hits, actual + predicted)
                default: (hits, actual + predicted - hits)
                }
            return whole > 0 ? part / whole : nil
        }

        private func mean(_ name: String, _ weight: (Int) -> Double) -> Double? {
            let occurring = rows.indices.filter { actual($0) + predicted($0) > 0 && weight($0) > 0 }
            let scores = occurring.map { score(name, $0) }
            guard !scores.contains(nil), !scores.isEmpty else { return nil }
            return zip(occurring, scores).map { weight($0) * ($1 ?? 0) }.reduce(0, +)
                / occurring.map(weight).reduce(0, +)
        }

        /// All metrics that have a value.
        func readings(_ bare: BareReading) -> [(MetricReference, Double)] {
            guard total > 0 else { return [] }
            let chance = rows.indices.map { actual($0) * predicted($0) }.reduce(0, +) / (total * total)
            let recalls = rows.indices.filter { actual($0) > 0 }.map { rows[$0][$0] / actual($0) }
            var all: [(MetricReference, Double?)] = [
                (MetricReference("accuracy"), correct / total),
                (MetricReference("balanced_accuracy"), recalls.reduce(0, +) / Double(recalls.count)),
                (MetricReference("kappa"), chance < 1 ? (correct / total - chance) / (1 - chance) : nil),
            ]
            for name in ["precision", "recall", "f1", "jaccard"] {
                let macro = mean(name) { _ in 1 }
                all.append((MetricReference(name, selectors: ["a"]), score(name, 0)))
                all.append((MetricReference(name, variant: "macro"), macro))
                all.append((MetricReference(name, variant: "weighted"), mean(name, actual)))
                let pooled = name == "jaccard" ? correct / (2 * total - correct) : correct / total
                all.append((MetricReference(name, variant: "micro"), pooled))
                all.append((MetricReference(name), bare == .average ? macro : score(name, 0)))
            }
            return all.compactMap { metric, value in value.map { (metric, $0) } }
        }
    }

    /// What holds of a matrix can hold.
    @Test(arguments: 0..<400)
    func isSound(seed: UInt64) {
        var random = Random(state: seed)
        let bare: BareReading = seed % 2 == 0 ? .average : .ofClass("a")
        for _ in 0..<20 {
            let readings = Matrix(classes: Int.random(in: 2...4, using: &random), &random).readings(bare)
            guard !readings.isEmpty else { continue }
            var prover = ConditionProver(metrics: Compiled.language.metrics, bare: bare)
            var conditions: [Condition] = []
            for _ in 0..<Int.random(in: 2...7, using: &random) {
                let (metric, value) = readings[Int.random(in: readings.indices, using: &random)]
                let slack: Double = [1e-9, 0.001, 0.1][Int.random(in: 0...2, using: &random)]
                let isLower = Bool.random(using: &random)
                let bound = Expression.constant(isLower ? value - slack : value + slack, .fraction)
                conditions.append(
                    .comparison(Comparison(.metric(metric), isLower ? .greaterOrEqual : .lessOrEqual, bound))
                )
            }
            let isPossible = prover.canHold(all: conditions)
            #expect(isPossible, "\(conditions.map(\.text))")
        }
    }

    private func canHold(
        _ all: [String],
        none: [String] = [],
        bare: BareReading = .unknown,
        own: [MetricDescriptor] = []
    ) throws -> Bool {
        var prover = ConditionProver(metrics: own + Compiled.language.metrics, bare: bare)
        let conditions = try (all + none).map { try #require(ConditionPlan($0).condition, "\($0)") }
        return prover.canHold(
            all: Array(conditions.prefix(all.count)),
            none: Array(conditions.dropFirst(all.count))
        )
    }

    @Test(
        arguments: [
            ["precision[setosa] >= 0.9", "recall[setosa] >= 0.9", "f1[setosa] < 0.9"],
            ["f1[setosa] >= 0.9", "precision[setosa] < 0.818"],
            ["f1[setosa] > 0.667", "recall[setosa] <= 0.5"],
            ["f1[setosa] <= 0.5", "recall[setosa] >= 0.9", "precision[setosa] > 0.347"],
            ["precision.macro >= 0.9", "recall.macro >= 0.9", "f1.macro < 0.8"],
            ["precision.weighted <= 0.5", "f1.weighted > 0.667"],
            ["jaccard[setosa] >= 0.8", "f1[setosa] < 0.888"], ["jaccard[setosa] < 0.81", "f1[setosa] > 0.9"],
            ["jaccard.macro > 0.8", "recall.macro < 0.8"],
            ["accuracy >= 0.9", "recall.weighted < 0.9"], ["f1.micro >= 0.9", "precision.micro < 0.9"],
            ["balanced_accuracy < 0.8", "recall.macro >= 0.8"], ["kappa >= 0.9", "accuracy < 0.9"],
            ["latency.max < 1s", "latency.p50 > 1s"], ["latency.p95 > 1s", "latency.p99 < 1s"],
            ["confusion[setosa, virginica] > 10", "samples <= 10"],
            ["requests over 5m < 100", "requests over 1m >= 100"],
            ["samples over 1m > 20", "samples over 90s < 20"],
        ]
    )
    func thatCannotHold(conditions: [String]) throws {
        #expect(try !canHold(conditions))
        #expect(try canHold(Array(conditions.dropLast())))
    }

    @Test(
        arguments: [
            ["precision[setosa] >= 0.9", "recall[setosa] >= 0.9", "f1[setosa] < 0.901"],
            ["f1[setosa] >= 0.9", "precision[setosa] < 0.82"], ["f1[setosa] > 0.66", "recall[setosa] <= 0.5"],
            ["precision.macro >= 0.9", "recall.macro >= 0.9", "f1.macro < 0.85"],
            ["jaccard[setosa] >= 0.8", "f1[setosa] < 0.89"], ["jaccard.macro < 0.85", "f1.macro > 0.9"],
            ["accuracy >= 0.9", "recall.macro < 0.9"], ["accuracy over 1h >= 0.9", "recall.weighted < 0.9"],
            ["precision[setosa] >= 0.9", "recall[virginica] >= 0.9", "f1[setosa] < 0.5"],
            ["f1.macro > 0.66", "precision.macro <= 0.5"], ["accuracy >= 0.9", "kappa < 0.1"],
            ["latency.mean > 2s", "latency.p50 < 1s"],
            ["requests < 100", "requests over 5m >= 100"], ["requests over 1m < 100", "requests over 5m >= 100"],
            ["samples > 10", "requests < 10"], ["confusion[setosa, virginica] over 5m > 10", "samples over 1m < 10"],
        ]
    )
    func thatCan(conditions: [String]) throws { #expect(try canHold(conditions)) }

    /// Of a class the mean is known exactly, of averages only between which values it lies.
    @Test func bareNamesAreReadAsTheDataSay() throws {
        let conditions = ["precision >= 0.9", "recall >= 0.9", "f1 < 0.85"]
        #expect(try !canHold(conditions, bare: .ofClass("setosa")))
        #expect(try canHold(conditions, bare: .average))
        #expect(try canHold(conditions))
        #expect(try !canHold(["balanced_accuracy < 0.8", "recall >= 0.8"], bare: .average))
        #expect(try canHold(["balanced_accuracy < 0.8", "recall >= 0.8"]))
    }

    /// Where the accuracy has a value, what is the same number has one, too; where recall has one, precision need not.
    @Test func whatIsOneNumberHasAValueTogether() throws {
        #expect(try !canHold(["accuracy >= 0.9"], none: ["recall.weighted >= 0.8"]))
        #expect(try canHold(["balanced_accuracy >= 0.9"], none: ["recall.macro >= 0.8"]))
        #expect(try !canHold(["recall.macro >= 0.9"], none: ["balanced_accuracy >= 0.8"]))
        let high = ["precision[setosa] >= 0.9", "recall[setosa] >= 0.9"]
        #expect(try !canHold(high, none: ["f1[setosa] > 0.8"]))
        let either = ["precision[setosa] >= 0.5", "precision[setosa] < 0.5"]
        #expect(try canHold(["recall[setosa] < 0.5"], none: either), "no row is predicted so")
        #expect(try !canHold(["latency.p50 > 1s"], none: ["latency.max > 1s"]))
    }

    @Test func ofThePlansOwnMetricsNothingIsKnown() throws {
        let conditions = ["kappa >= 0.9", "accuracy < 0.9"]
        let own = MetricDescriptor("kappa", "From a store.", type: .score, range: -1...1, source: .store)
        #expect(try !canHold(conditions))
        #expect(try canHold(conditions, own: [own]))
    }
}
