import Plan
import PlanSyntax

/// `checks:` of a data set: what must hold of it before anything is learnt from it.
enum ChecksSection {
    static let repeated = Key<Located<Rational>>.fraction(
        "repeated",
        "The largest share of the rows to test on that are among those to train on as well, cell by cell; `0%` for none."
    )
    static let constant = Key<Located<Int>>.integer(
        "constant",
        0...Int.max,
        "The most features that have one value in all rows."
    )
    static let smallestClass = Key<Located<Rational>>.fraction(
        "smallest_class",
        "The smallest share of all rows that a class may have."
    )
    static let missing = Key<Located<Rational>>.fraction(
        "missing",
        "The largest share of rows that may lack a feature: its cell is empty. None may lack one unless this is stated."
    )
    static let leakage = Key<Located<Rational>>.fraction(
        "leakage",
        "How much of the label a single feature may tell: of classes, the share of the rows that the most frequent class gets wrong; of numbers, the share of their variance. One that tells nearly all is often known only when the label is."
    )
    static let shape = RecordShape(
        "`checks`",
        "What must hold of the data before anything is learnt from them; what is not stated may be as it is.",
        [repeated.field, constant.field, smallestClass.field, missing.field, leakage.field]
    )
    static let key = Key<DataPlan.Checks>("checks", .record(shape), shape.summary) { node, lowering in
        Record(node, shape, in: &lowering).map { record in
            DataPlan.Checks(
                repeated: record.read(repeated, &lowering),
                constant: record.read(constant, &lowering),
                smallestClass: record.read(smallestClass, &lowering),
                missing: record.read(missing, &lowering),
                leakage: record.read(leakage, &lowering)
            )
        }
    }
}
