import Plan

/// A model that was trained before and kept in a file.
enum ModelFile {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "file",
            "A model that was trained before and kept in a file, as `planrun model train` writes it.",
            .value(.path),
            siblings: [
                FieldShape(
                    "sha256",
                    .text,
                    "The SHA-256 of the file in hexadecimal, as `sha256sum` prints it; another file is refused."
                )
            ]
        ),
        answers: .here
    )
}
