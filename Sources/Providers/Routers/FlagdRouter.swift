import Plan

/// flagd, told by its file of flags.
enum FlagdRouter {
    static let descriptor = KindDescriptor(
        "flagd",
        "flagd, told by a file of flags that it watches.",
        .options([
            FieldShape("file", .path, required: true, "The file of flags, replaced as a whole."),
            FieldShape("flag", .name, required: true, "The flag whose share is set."),
        ]),
        standing: .notYet
    )
}
