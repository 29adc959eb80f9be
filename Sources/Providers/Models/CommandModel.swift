import Plan

/// A model that is a program: one JSON request on its standard input, one JSON answer on its standard output.
enum CommandModel {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "command",
            "A model that is a program, given as its arguments: one JSON request on its standard input, one JSON answer on "
                + "its standard output.",
            .value(.list(of: .text, atLeast: 1)),
            siblings: [ModelLabel.field],
            standing: .notYet
        )
    )
}
