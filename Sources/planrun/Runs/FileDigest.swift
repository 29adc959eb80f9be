import Digests
import Plan
import Platform

/// The digests of the files that a run reads, by which it knows them again.
enum FileDigest {
    /// SHA-256 of a file in hexadecimal, or nil where it cannot be read.
    static func of(_ path: String) -> String? {
        (try? FileSystem.read(path)).map { SHA256.digest($0).description }
    }

    /// That of the program's feedback file; nil where it names none.
    static func ofFeedback(_ program: Program, folder: String) -> String? {
        // Beside a log it is a part of the data, and may grow as they do.
        program.traffic?.log == nil ? program.feedback?.from.flatMap { of(Path.join(folder, $0)) } : nil
    }
}
