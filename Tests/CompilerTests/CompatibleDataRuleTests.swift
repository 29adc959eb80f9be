import Testing

@Suite struct CompatibleDataRuleTests {
    /// More rows of the same columns and classes fit; what has others is among the fixtures.
    @Test func anotherFileOfTheSameKind() {
        let plan = Compiled(
            """
            planrun: 1
            name: p
            data:
              iris: { csv: data/iris.csv, label: species }
              more: { csv: data/more-iris.csv, label: species }
            models: { candidate: { majority_class: {}, train: iris } }
            traffic: { replay: more, rate: 10/s }
            stages:
              - { name: all, audience: 100%, watch: { every: 1m, for: 10m }, promote_if: [accuracy >= 0.5] }
            """
        )
        #expect(plan.codes == [])
    }
}
