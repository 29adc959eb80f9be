import Diagnostics
import Plan
import PlanSyntax

/// `evidence:`: how sure the plan's gates must be, unless they say otherwise themselves.
enum EvidenceSection {
    static let defaultError = Rational(1, 20) ?? .zero
    static let defaultPower = Rational(4, 5) ?? .one

    static let method = Key<Located<EvidenceMethod>>.word(
        "method",
        EvidenceMethod.self,
        default: .point,
        "How sure a gate must be that does not say it itself: the plain value, an interval, or evidence that stays valid "
            + "however often it is looked at."
    )
    static let release = Key<Located<Rational>>.fraction(
        "release",
        "How probable it may be that a candidate is promoted which is worse than its margin."
    )
    static let rollback = Key<Located<Rational>>.fraction(
        "rollback",
        "How probable it may be that a candidate is rolled back which is not."
    )
    static let errorShape = RecordShape(
        "`error`",
        "The two ways in which the evidence may be wrong, each with its share.",
        [release.field, rollback.field]
    )
    static let detect = Key<Located<Rational>>.fraction("detect", "The drop, in points, that must not slip through.")
    static let power = Key<Located<Rational>>.fraction(
        "power",
        "How probable it must be that a drop of `detect` is found; 80% unless stated."
    )
    static let independent = Key<Located<IndependentObservation>>.word(
        "independent",
        IndependentObservation.self,
        default: .units,
        "What counts as one observation in sequential evidence: a unit, whose first request counts, or every request, where "
            + "those of one unit have nothing to do with each other."
    )
    private static let error = Key<[Located<Rational>?]>(
        "error",
        .record(errorShape),
        "What the evidence may get wrong: `{ release: 5%, rollback: 5% }` unless stated."
    ) { node, lowering in
        Record(node, errorShape, in: &lowering).map { record in
            [record.read(release, &lowering), record.read(rollback, &lowering)].map { value in
                value.flatMap { share($0, "an error", in: &lowering) }
            }
        }
    }
    static let shape = RecordShape(
        "`evidence`",
        "How sure the plan's gates must be, unless they say otherwise themselves.",
        [method.field, error.field, detect.field, power.field, independent.field]
    )
    static let key = Key<EvidencePlan>("evidence", .record(shape), shape.summary) { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let errors = record.read(error, &lowering) ?? [nil, nil]
        return EvidencePlan(
            method: record.read(method, &lowering) ?? Located(.point, at: node.anchorSpan),
            releaseError: errors[0],
            rollbackError: errors[1],
            detect: record.read(detect, &lowering).flatMap { share($0, "a drop", in: &lowering) },
            power: record.read(power, &lowering).flatMap { share($0, "a power", in: &lowering) },
            independent: record.read(independent, &lowering)?.value ?? .units,
            span: node.anchorSpan
        )
    }

    /// The share, which must be neither nothing nor everything.
    private static func share(
        _ value: Located<Rational>,
        _ what: String,
        in lowering: inout Lowering
    ) -> Located<Rational>? {
        guard value.value > .zero, value.value < .one else {
            lowering.report(.outOfRange, "\(what) lies between 0% and 100%", at: value.span)
            return nil
        }
        return value
    }
}
