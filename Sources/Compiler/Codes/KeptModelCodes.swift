import Diagnostics

/// Codes about models that a plan takes from files: PR0741 to PR0749. What is wrong with such a file by itself has the codes of
/// `planrun model`.
enum KeptModelCodes {
    static let all: [DiagnosticCode] = [.knownRows]
}

extension DiagnosticCode {
    static let knownRows = DiagnosticCode(
        "PR0741",
        "known-rows",
        .warning,
        "A model that is kept in a file has learnt from the very file whose rows it is to answer, so what is measured on them says "
            + "little about rows that it has never seen."
    )
}
