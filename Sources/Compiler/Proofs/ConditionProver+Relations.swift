import Plan

extension ConditionProver {
    /// What metrics have to do with each other, in words, where no readings have all of `all` and none of `none` only for that.
    mutating func reasons(all: [Formula], none: [Formula] = []) -> [String] {
        let relations = unknowns.relations.among(Self.reads(all + none))
        guard !relations.isEmpty else { return [] }
        var other = self
        other.knowsRelations = false
        guard other.canHold(all: all, none: none) else { return [] }
        let means = relations.filter { if case .harmonicMean = $0 { true } else { false } }
        // What is known of the whole mean says what is known by one part of it.
        let said = relations.filter { relation in
            guard case .bestMean(let f1, _) = relation else { return true }
            return !means.contains { $0.numbers.contains(f1) }
        }
        return said.compactMap(words).reduce(into: []) { words, next in
            if !words.contains(next) { words.append(next) }
        }
    }

    /// Whether what two conditions read has anything to do with each other.
    func areRelated(_ first: TypedCondition, _ second: TypedCondition) -> Bool {
        let (own, others) = (first.reads, second.reads)
        if own.contains(where: others.contains) { return true }
        return unknowns.relations.among(own + others).contains { relation in
            relation.numbers.contains(where: own.contains) && relation.numbers.contains(where: others.contains)
        }
    }

    private static func reads(_ formulas: [Formula]) -> [Int] {
        formulas.flatMap(\.reads).reduce(into: []) { $0.insert($1) }
    }

    private func words(_ relation: MetricRelations.Relation) -> String? {
        func name(_ number: Int) -> String { "`\(unknowns.name(of: number))`" }
        switch relation {
        case .order(let lesser, let greater): return "\(name(lesser)) is never more than \(name(greater))"
        case .equality(let first, let second): return "\(name(first)) and \(name(second)) are the same number"
        case .harmonicMean(let f1, let precision, let recall, let isAverage):
            return isAverage
                ? "\(name(f1)) is an average of harmonic means of precision and recall, and so not more than that of \(name(precision)) "
                    + "and \(name(recall))"
                : "\(name(f1)) is the harmonic mean of \(name(precision)) and \(name(recall))"
        case .bestMean(let f1, let part):
            return "\(name(f1)) is not more than `2 p / (1 + p)`, where `p` is \(name(part))"
        case .overlap(let jaccard, let f1, let isAverage):
            return isAverage
                ? "\(name(jaccard)) is at least `f / (2 - f)`, where `f` is \(name(f1))"
                : "\(name(jaccard)) is `f / (2 - f)`, where `f` is \(name(f1))"
        case .leastOverlap: return nil
        }
    }
}

extension Formula {
    /// The unknowns that it reads.
    var reads: [Int] {
        switch self {
        case .below(_, _, let reads): reads
        case .atLeast(_, let parts): parts.flatMap(\.reads).reduce(into: []) { $0.insert($1) }
        }
    }
}
