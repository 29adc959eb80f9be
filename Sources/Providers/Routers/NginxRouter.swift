package import Execution
package import Plan
import Platform

/// nginx, told by a file that it includes and a command that makes it read the file again.
///
/// Only what stands between the braces of the file's `split_clients` changes; the file is replaced in one step.
package struct NginxRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "nginx",
        "nginx, told by a file that it includes, which has one block `split_clients KEY $NAME { 5% candidate; * baseline; }`, "
            + "and by a command that makes it read the file again. Hundredths of a percent are exact.",
        .options([
            FieldShape(
                "include",
                .path,
                required: true,
                "The file with the `split_clients` block; it is replaced as a whole."
            ),
            FieldShape(
                "reload",
                .command,
                required: true,
                "The program that makes nginx read the file again, and its arguments, such as `[nginx, -s, reload]`."
            ),
            FieldShape("timeout", .duration, default: "30s", "How long that may take; then it is ended."),
            RouterOptions.candidate("The value that stands for the candidate."),
            RouterOptions.baseline("The value that stands for the baseline."),
            RouterOptions.tolerance,
        ]),
        standing: .onRouters
    )

    private static let limit = 1 << 20

    private let file: String
    private let path: String
    private let reload: ChildProcess
    private let candidate: String
    private let baseline: String
    private let steps: CoarseShare

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        let file = options.text("include") ?? ""
        let command = options.list("reload") ?? []
        let names = RouterOptions.names(options)
        return NginxRouter(
            file: file,
            path: Path.join(context.folder, file),
            reload: ChildProcess(
                program: command.first ?? "",
                arguments: Array(command.dropFirst()),
                folder: context.folder,
                timeout: options.text("timeout").flatMap { Duration(planText: $0) } ?? .seconds(30)
            ),
            candidate: names.candidate,
            baseline: names.baseline,
            steps: CoarseShare(tolerance: RouterOptions.tolerance(options))
        )
    }

    package func nearest(to share: Rational) throws(ProviderFailure) -> Rational {
        try steps.accepting(NginxSplit.nearest(to: share), for: share, by: "nginx")
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        let share = try nearest(to: share)
        let (old, split) = try read()
        let new = split.giving(share)
        if split.share != share { try write(new, over: old) }
        // Also where the file has the share already: whoever wrote it may have ended before nginx was told.
        do throws(ProviderFailure) {
            try await tell()
        } catch {
            // The file says what nginx does, which is still the old share. Where that fails too, the next attempt begins
            // with the new file, and tells nginx again.
            if split.share != share { try? write(old, over: new) }
            throw error
        }
    }

    package func share() async throws(ProviderFailure) -> Rational? { try read().split.share }

    private func tell() async throws(ProviderFailure) {
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try await reload.run(input: [])
        } catch {
            throw ProviderFailure(reload.problem(with: error), isTransient: false)
        }
        if let problem = reload.problem(with: outcome) { throw ProviderFailure(problem, isTransient: true) }
    }

    private func read() throws(ProviderFailure) -> (bytes: [UInt8], split: NginxSplit) {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path, limit: Self.limit)
        } catch {
            throw ProviderFailure(error, on: file)
        }
        do throws(NginxSplit.Problem) {
            return (bytes, try NginxSplit(bytes, candidate: candidate, baseline: baseline))
        } catch {
            throw ProviderFailure("`\(file)` \(error.text)", isTransient: false)
        }
    }

    private func write(_ new: [UInt8], over old: [UInt8]) throws(ProviderFailure) {
        do throws(FileSystem.RewritingProblem) {
            try FileSystem.rewrite(path, from: old, to: new)
        } catch {
            switch error {
            case .changed: throw ProviderFailure("`\(file)` was changed by somebody else", isTransient: true)
            case .failed(let error): throw ProviderFailure(error, on: file)
            }
        }
    }
}
