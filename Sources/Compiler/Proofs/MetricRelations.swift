import Plan

/// What metrics that are read of the same rows have to do with each other, by the numbers of the unknowns: F1 lies between
/// precision and recall, and the mean recall weighed by the rows of each class is the accuracy.
struct MetricRelations {
    /// What holds wherever all the metrics in it have values.
    enum Relation: Equatable {
        /// The first is at most the second.
        case order(lesser: Int, greater: Int)
        case equality(Int, Int)
        /// F1 is not more than it would be if the other one of precision and recall were 1: `2 p / (1 + p)`.
        case bestMean(f1: Int, part: Int)
        /// F1 is the harmonic mean of the other two. Of averages over classes it is at most that: the harmonic mean is concave.
        case harmonicMean(f1: Int, precision: Int, recall: Int, isAverage: Bool)
        /// The Jaccard index is `F1 / (2 - F1)`. Of averages over classes it is at least that: the quotient is convex.
        case overlap(jaccard: Int, f1: Int, isAverage: Bool)
        /// The first is at least what the other two lack to be 1 both, taken off 1: `p + r - 1`.
        case leastOverlap(jaccard: Int, precision: Int, recall: Int)
    }

    /// The rows that metrics are read of: those of one model in one window.
    private struct Rows: Hashable {
        let isBaseline: Bool
        let window: Duration?
    }

    /// Numbers of requests: in a longer time there are no fewer.
    private static let counts = ["requests", "samples", "confusion"]
    /// With more windows than these nobody relates them.
    private static let mostWindows = 32
    private static let scores = ["precision", "recall", "f1", "jaccard"]
    private static let pooled = ["precision", "recall", "f1"].map { MetricReference($0, variant: "micro") }
    /// What is the accuracy in other words.
    private static let accuracies =
        [MetricReference("accuracy"), MetricReference("recall", variant: "weighted")] + pooled

    /// The metrics by these names are those that are meant here.
    private let bundled: Set<String>
    /// What the bare name of a metric of classes is about.
    private let bare: BareReading
    private var numbers: [Rows: [MetricReference: Int]] = [:]
    /// By the unknown that completes them.
    private var relations: [Int: [Relation]] = [:]
    /// Unknowns that have values where another has one, by that.
    private var companions: [Int: [Int]] = [:]

    /// - Parameters:
    ///   - metrics: Where two have one name, the plan has put one of its own in the place of the bundled one.
    ///   - bare: What bare names are about, wherever conditions have them.
    init(_ metrics: [MetricDescriptor], bare: BareReading) {
        var counts: [String: Int] = [:]
        for metric in metrics { counts[metric.name, default: 0] += 1 }
        bundled = Set(
            metrics.filter { metric in
                counts[metric.name] == 1
                    && (metric.source == .labels || metric.source == .latency || Self.counts.contains(metric.name))
            }.map(\.name)
        )
        self.bare = bare
    }

    /// The relations of which all unknowns are among these.
    func among(_ unknowns: [Int]) -> [Relation] {
        if relations.isEmpty { return [] }
        return unknowns.flatMap { number in
            (relations[number] ?? []).filter { $0.numbers.allSatisfy(unknowns.contains) }
        }
    }

    /// The unknowns that have values where these have.
    func valued(with unknowns: [Int]) -> [Int] {
        if companions.isEmpty { return unknowns }
        return unknowns.flatMap { companions[$0] ?? [] }.reduce(into: unknowns) { $0.insert($1) }
    }

    /// Takes note of an unknown with a number above all before. What is read of each segment follows other rules.
    mutating func note(_ number: Int, _ metric: MetricReference, isBaseline: Bool) {
        guard metric.segment == nil, bundled.contains(metric.name) else { return }
        let rows = Rows(isBaseline: isBaseline, window: metric.window)
        let own = metric.withoutWindow
        let known = numbers[rows, default: [:]]
        let found = Self.relations(of: number, own, known, bare) + windows(of: number, own, rows)
        if !found.isEmpty { relations[number] = found }
        for (other, place) in known {
            if Self.hasValue(other, where: own) { companions[number, default: []].append(place) }
            if Self.hasValue(own, where: other) { companions[place, default: []].append(number) }
        }
        numbers[rows, default: [:]][own] = number
    }

    /// The same count over other times. That of no stated window begins with the stage, which is not known to be more or less.
    private func windows(of number: Int, _ own: MetricReference, _ rows: Rows) -> [Relation] {
        guard Self.counts.contains(own.name), let window = rows.window, numbers.count <= Self.mostWindows else {
            return []
        }
        return numbers.compactMap { others, known in
            guard others.isBaseline == rows.isBaseline, let other = others.window, other != window,
                let place = known[own]
            else { return nil }
            return other < window ? .order(lesser: place, greater: number) : .order(lesser: number, greater: place)
        }
    }

    /// Whether a metric has a value, of as many rows, wherever another has one.
    private static func hasValue(_ metric: MetricReference, where other: MetricReference) -> Bool {
        if metric.name == "latency" { return other.name == "latency" }
        let isOfClasses = scores.contains(other.name)
        guard isOfClasses || ["balanced_accuracy", "kappa"].contains(other.name) || accuracies.contains(other) else {
            return false
        }
        // A labelled row is enough for these.
        if metric.name == "balanced_accuracy" || accuracies.contains(metric) { return true }
        return isOfClasses && ["f1", "jaccard"].contains(metric.name) && metric.variant == other.variant
            && metric.selectors == other.selectors
    }

    private static func relations(
        of number: Int,
        _ own: MetricReference,
        _ known: [MetricReference: Int],
        _ bare: BareReading
    ) -> [Relation] {
        guard !known.isEmpty else { return [] }
        var all = known
        all[own] = number
        /// The number of a metric about the same classes as the new one.
        func like(_ name: String) -> Int? {
            all[MetricReference(name, variant: own.variant, selectors: own.selectors)]
        }
        var found: [Relation] = []
        if accuracies.contains(own) { found += accuracies.compactMap { known[$0] }.map { .equality($0, number) } }
        if let mean = all[MetricReference("balanced_accuracy")],
            let recall = all[MetricReference("recall", variant: bare == .average ? nil : "macro")]
        {
            found.append(.equality(mean, recall))
        }
        if let kappa = all[MetricReference("kappa")] {
            found += accuracies.compactMap { all[$0] }.map { .order(lesser: kappa, greater: $0) }
        }
        if own.name == "confusion" || own.name == "samples", let samples = all[MetricReference("samples")] {
            found += all.filter { $0.key.name == "confusion" }.map { .order(lesser: $0.value, greater: samples) }
        }
        if let rank = own.latencyRank {
            for (other, place) in known {
                guard let second = other.latencyRank, rank != second else { continue }
                found.append(
                    rank < second ? .order(lesser: number, greater: place) : .order(lesser: place, greater: number)
                )
            }
        }
        if scores.contains(own.name) {
            let isAverage = own.selectors.isEmpty && (own.variant != nil || !bare.isOfClass)
            let (precision, recall, f1, jaccard) = (like("precision"), like("recall"), like("f1"), like("jaccard"))
            if let f1, let precision, let recall {
                found.append(.harmonicMean(f1: f1, precision: precision, recall: recall, isAverage: isAverage))
            }
            for part in [precision, recall] {
                if let f1, let part { found.append(.bestMean(f1: f1, part: part)) }
            }
            if let jaccard, let f1 { found.append(.overlap(jaccard: jaccard, f1: f1, isAverage: isAverage)) }
            if let jaccard, let precision { found.append(.order(lesser: jaccard, greater: precision)) }
            if let jaccard, let recall { found.append(.order(lesser: jaccard, greater: recall)) }
            if let jaccard, let precision, let recall {
                found.append(.leastOverlap(jaccard: jaccard, precision: precision, recall: recall))
            }
        }
        // A relation that was complete before is not completed once more.
        return found.filter { $0.numbers.contains(number) }
    }
}

extension MetricRelations.Relation {
    /// The unknowns that it is about.
    var numbers: [Int] {
        switch self {
        case .order(let lesser, let greater): [lesser, greater]
        case .equality(let first, let second): [first, second]
        case .harmonicMean(let f1, let precision, let recall, _): [f1, precision, recall]
        case .bestMean(let f1, let part): [f1, part]
        case .overlap(let jaccard, let f1, _): [jaccard, f1]
        case .leastOverlap(let jaccard, let precision, let recall): [jaccard, precision, recall]
        }
    }
}

extension MetricReference {
    /// Where a reading of the latency stands among the others: what has a lower rank is never more.
    fileprivate var latencyRank: Int? {
        guard name == "latency", let variant else { return nil }
        if variant == "max" { return 100 }
        return variant.first == "p" && variant.count == 3 ? Int(variant.dropFirst()) : nil
    }
}

extension BareReading {
    fileprivate var isOfClass: Bool { if case .ofClass = self { true } else { false } }
}
