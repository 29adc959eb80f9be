import Classifiers
import Compiler
import Diagnostics
import Digests
import Plan
import Platform

/// Finds out what the compiler is told about a model that a plan takes from a file.
struct ModelFinder {
    /// Where the file is.
    let path: String

    struct Problem: Error {
        var diagnostic: Diagnostic
    }

    func find(_ file: ModelPlan.File) throws(Problem) -> PlanFacts.Model {
        let mapped: MappedFile
        do throws(PlatformError) {
            mapped = try MappedFile(path)
        } catch {
            throw problem("cannot read `\(file.path.value)`: \(error.reason)", .missingFile, at: file.path.span)
        }
        try check(mapped, of: file)
        do throws(ModelFileError) {
            let header = try ModelFile(mapped).header
            return PlanFacts.Model(
                classes: header.classes,
                features: header.features,
                trainingDigest: header.dataDigest
            )
        } catch {
            let (message, code) = error.problem(at: file.path.value)
            throw problem(message, code, at: file.path.span)
        }
    }

    /// Whether it is the file that the plan means.
    private func check(_ mapped: MappedFile, of file: ModelPlan.File) throws(Problem) {
        guard let wanted = file.digest else { return }
        let found = mapped.withBytes { SHA256.digest($0) }.description
        guard found != wanted.value.lowercased() else { return }
        var problem = problem(
            "`\(file.path.value)` is another file than the plan means",
            ModelCodes.other,
            at: wanted.span
        )
        problem.diagnostic.notes = ["its SHA-256 is \(found)"]
        throw problem
    }

    private func problem(_ message: String, _ code: DiagnosticCode, at span: SourceSpan) -> Problem {
        Problem(diagnostic: Diagnostic(code, message, at: .init(span)))
    }
}
