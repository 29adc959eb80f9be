import Plan

/// A metric that is a ratio of one class's rows, and an average of those ratios over several classes.
///
/// With a class in brackets it is that class's ratio. Bare, it is that of the layout's positive class, or the macro
/// average where there is none. The averages are scikit-learn's over the classes that occur in the truth or the
/// predictions, but an average with an undefined member is undefined, where scikit-learn takes 0 for it.
protocol ClassScore: Metric {
    /// The ratio of a class: `part` of `whole`, undefined where `whole` is 0.
    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int)

    /// Whether each of the `whole` is one row, so that the ratio is a share of rows.
    static var isShareOfRows: Bool { get }

    /// Whether, over the pooled rows of all classes, the ratio is the share of rows that are correct.
    static var isAccuracyWhenPooled: Bool { get }

    /// Why the ratio of a class has no answer.
    static func undefinedReason(_ name: String) -> String
}

extension ClassScore {
    static var accumulators: [any Accumulator.Type] { [ConfusionMatrix.self] }
    static var isShareOfRows: Bool { true }
    static var isAccuracyWhenPooled: Bool { false }

    static func described(
        _ name: String,
        _ summary: String,
        isPaired: Bool = false,
        isOfTrueClass: Bool = false
    ) -> MetricDescriptor {
        MetricDescriptor(
            name,
            summary,
            variants: [
                .init("macro", "The plain mean over the classes that occur.", evidence: [.point, .interval]),
                .init("micro", "The ratio of the rows of all classes pooled.", evidence: [.point, .interval]),
                .init(
                    "weighted",
                    "The mean over the classes, each weighing its labelled rows.",
                    evidence: [.point, .interval]
                ),
            ],
            selector: .optionalClass,
            type: .fraction,
            range: 0...1,
            better: .higher,
            source: .labels,
            evidence: isShareOfRows ? [.point, .interval, .sequential] : [.point, .interval],
            isPaired: isPaired,
            isOfTrueClass: isOfTrueClass
        )
    }

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let samples = matrix.labelled
        guard samples > 0 else { return .noLabelledRow }
        let layout = accumulators.layout
        let counts = matrix.countsOfClasses()
        switch query.variant {
        case nil:
            guard let label = query.index ?? layout.positive else {
                return mean(of: counts, layout, samples: samples) { _ in 1 }
            }
            guard counts.indices.contains(label) else {
                return .undefined(samples: samples, because: "there is no class of number \(label)")
            }
            return value(of: counts[label], named: layout.classes[label], samples: samples)
        case "macro": return mean(of: counts, layout, samples: samples) { _ in 1 }
        case "weighted": return mean(of: counts, layout, samples: samples) { Double($0.actual) }
        case "micro": return pooled(counts, correct: matrix.correct, samples: samples)
        case let variant?: return .undefined(samples: samples, because: "it has no variant `\(variant)`")
        }
    }

    private static func value(of counts: ClassCounts, named name: String, samples: Int) -> MetricValue {
        let (part, whole) = ratio(counts)
        guard whole > 0 else { return .undefined(samples: samples, because: undefinedReason(name)) }
        if isShareOfRows {
            return .proportion(part, of: whole, samples: samples, whenEmpty: undefinedReason(name))
        }
        return .defined(Double(part) / Double(whole), samples: samples)
    }

    /// The mean of the classes' ratios. A class that weighs nothing has no say, so it may be undefined.
    private static func mean(
        of counts: [ClassCounts],
        _ layout: OutcomeLayout,
        samples: Int,
        weight: (ClassCounts) -> Double
    ) -> MetricValue {
        var sum = 0.0
        var weights = 0.0
        for (name, counts) in zip(layout.classes, counts) where counts.occurs && weight(counts) > 0 {
            let (part, whole) = ratio(counts)
            guard whole > 0 else { return .undefined(samples: samples, because: undefinedReason(name)) }
            sum += weight(counts) * Double(part) / Double(whole)
            weights += weight(counts)
        }
        // Rounding may carry a mean of ones a little above one.
        return .defined(min(sum / weights, 1), samples: samples)
    }

    /// The ratio of the pooled rows. It is given as so many of so many only where each row counts once: a wrong row is
    /// a miss of one class and a false alarm of another, so most pooled ratios count it twice or more.
    private static func pooled(_ counts: [ClassCounts], correct: Int, samples: Int) -> MetricValue {
        if isAccuracyWhenPooled {
            return .proportion(correct, of: samples, samples: samples, whenEmpty: "there is no labelled row")
        }
        var part = 0
        var whole = 0
        for counts in counts where counts.occurs {
            let ratio = ratio(counts)
            part = part.saturatingAdd(ratio.part)
            whole = whole.saturatingAdd(ratio.whole)
        }
        guard whole > 0 else { return .undefined(samples: samples, because: "only one class occurs") }
        return .defined(Double(part) / Double(whole), samples: samples)
    }
}
