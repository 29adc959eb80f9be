package import Execution
import JSON
package import Plan
import Platform

/// flagd, told by its file of flags: two variants of one flag stand for the candidate and the baseline.
///
/// Only the weights of the two change, the file is replaced in one step, and nothing is made that is not there.
package struct FlagdRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "flagd",
        "flagd, told by a file of flags that it watches. The flag is enabled, and its `targeting` is "
            + "`{\"fractional\": [[\"candidate\", 0], [\"baseline\", 100]]}`, with nothing else around it.",
        .options([
            FieldShape("file", .path, required: true, "The file of flags, as JSON; it is replaced as a whole."),
            FieldShape("flag", .name, required: true, "The flag whose share is set."),
            RouterOptions.candidate("The flag's variant that is the candidate."),
            RouterOptions.baseline("The flag's variant that is the baseline."),
        ]),
        standing: .onRouters,
        assignment: "flagd/v2"
    )

    /// More than any file of flags needs.
    private static let limit = 64 << 20
    /// How often it is tried where others change the file at the same time.
    private static let attempts = 5

    private let file: String
    private let path: String
    private let flag: String
    private let candidate: String
    private let baseline: String

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        let file = options.text("file") ?? ""
        let names = RouterOptions.names(options)
        return FlagdRouter(
            file: file,
            path: Path.join(context.folder, file),
            flag: options.text("flag") ?? "",
            candidate: names.candidate,
            baseline: names.baseline
        )
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        for _ in 1..<Self.attempts where try replace(giving: share) { return }
        if try !replace(giving: share) {
            throw ProviderFailure("`\(file)` is changed by others all the time", isTransient: true)
        }
    }

    package func share() async throws(ProviderFailure) -> Rational? { try read().flag.share() }

    /// Whether the file has the share now; false where it changed in between.
    private func replace(giving share: Rational) throws(ProviderFailure) -> Bool {
        let (bytes, flag) = try read()
        let changed = try flag.giving(share)
        if changed == bytes { return true }
        do throws(FileSystem.RewritingProblem) {
            try FileSystem.rewrite(path, from: bytes, to: changed)
            return true
        } catch {
            switch error {
            case .changed: return false
            case .failed(let error): throw ProviderFailure(error, on: file)
            }
        }
    }

    private func read() throws(ProviderFailure) -> (bytes: [UInt8], flag: FlagdFlag) {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path, limit: Self.limit)
        } catch {
            throw ProviderFailure(error, on: file)
        }
        let text: JSONText
        do throws(JSONError) {
            text = try JSONText(bytes)
        } catch {
            // Whoever writes it in place leaves it half for a moment.
            throw ProviderFailure(
                "`\(file)` is not JSON: \(error.problem), after \(error.offset) bytes",
                isTransient: true
            )
        }
        return (bytes, try FlagdFlag(flag, in: text, of: file, candidate: candidate, baseline: baseline))
    }
}
