import Plan
import Testing

struct OptionValuesTests {
    @Test func readingByType() {
        let options = OptionValues(["i": .integer(3), "n": .number(0.5), "b": .boolean(true), "t": .text("x")])
        #expect(options.integer("i") == 3)
        #expect(options.number("i") == 3)
        #expect(options.number("n") == 0.5)
        #expect(options.integer("n") == nil)
        #expect(options.boolean("b") == true)
        #expect(options.text("t") == "x")
        #expect(options["absent"] == nil)
    }

    @Test func theOthersPrevail() {
        let merged = OptionValues(["a": .integer(1), "b": .integer(2)]).merging(
            OptionValues(["b": .integer(3), "c": .integer(4)])
        )
        #expect(merged == OptionValues(["a": .integer(1), "b": .integer(3), "c": .integer(4)]))
    }

    /// The first attempt takes the model's own options, each further one its recipe, and none is without options.
    @Test func attempts() {
        let model = ModelSpec(
            role: .candidate,
            kind: "k",
            options: OptionValues(["seed": .integer(1)]),
            training: DataSelection(data: "d", part: .train),
            retraining: [OptionValues(["seed": .integer(2)]), OptionValues(["seed": .integer(3)])]
        )
        #expect((0...4).map { model.options(attempt: $0).integer("seed") } == [1, 1, 2, 3, 1])
    }
}
