import Plan
import Testing

struct ComparisonTests {
    /// A margin is not failed by a rounding error: 0.8 - 0.1 is 0.7000000000000001 in doubles.
    @Test func roundingErrors() {
        #expect(0.8 - 0.1 > 0.7)
        #expect(Comparison.Relation.greaterOrEqual.holds(0.7, 0.8 - 0.1))
        #expect(!Comparison.Relation.less.holds(0.7, 0.8 - 0.1))
        #expect(Comparison.Relation.equal.holds(0.1 + 0.2, 0.3))
        #expect(!Comparison.Relation.notEqual.holds(0.1 + 0.2, 0.3))
        #expect(Comparison.Relation.equal.holds(1e15, 1e15 + 1e2))
    }

    @Test func realDifferences() {
        #expect(Comparison.Relation.less.holds(0.85, 0.850001))
        #expect(!Comparison.Relation.equal.holds(0, 1e-9))
        #expect(Comparison.Relation.greater.holds(1e15 + 1e5, 1e15))
    }

    @Test func infinities() {
        #expect(Comparison.Relation.equal.holds(.infinity, .infinity))
        #expect(Comparison.Relation.less.holds(1, .infinity))
        #expect(!Comparison.Relation.less.holds(.infinity, .infinity))
        #expect(Comparison.Relation.greater.holds(.infinity, -.infinity))
    }

    /// What is no number stands in no relation to anything, but is different from everything.
    @Test func notANumber() {
        for relation in [Comparison.Relation.less, .lessOrEqual, .greater, .greaterOrEqual, .equal] {
            #expect(!relation.holds(.nan, 1))
            #expect(!relation.holds(1, .nan))
        }
        #expect(Comparison.Relation.notEqual.holds(.nan, 1))
    }
}
