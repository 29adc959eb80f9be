/// Options of whatever is a program.
package enum ProgramFields {
    package static let environment = FieldShape(
        "environment",
        .dictionary(of: .text, naming: "variable", wellKnown: []),
        "Variables of its environment, by name, beside those of planrun's own: the place for secrets, of which it sees "
            + "those alone that stand here."
    )
}
