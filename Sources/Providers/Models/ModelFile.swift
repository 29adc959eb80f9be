import Plan

/// A model that was trained before and kept in a file.
enum ModelFile {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "file",
            "A model that was trained before and kept in a file.",
            .value(.path),
            standing: .notYet
        )
    )
}
