import Platform
import Subprocess
import SystemPackage

/// A program that planrun starts, feeds, and waits for, but not for ever.
///
/// It has a session of its own: Ctrl-C at planrun's terminal does not reach it, it cannot ask that terminal anything, and
/// where its time is up everything in its process group ends with it.
package struct ChildProcess: Sendable {
    /// How a program ended, and what it wrote.
    package struct Outcome: Sendable, Hashable {
        package enum End: Sendable, Hashable {
            case exited(Int)
            case signalled(Int)
            case timedOut
        }

        package let end: End
        /// The last of what it wrote to standard error.
        package let complaint: OutputTail
        /// The first of what it wrote to standard output, as much as was asked for.
        package let output: [UInt8]
        /// Whether it wrote more than that.
        package let isCut: Bool
    }

    /// Why a program could not be started.
    package enum Failure: Error, Sendable, Hashable {
        /// No folder of PATH has a program of that name.
        case notFound
        /// What is at the path cannot be run; the text is the system's.
        case notRunnable(String)
    }

    /// A name, which is looked up in PATH, or a path with a `/` in it, which starts from `folder`.
    package let program: String
    package let arguments: [String]
    /// The folder that the program runs in.
    package let folder: String
    package let timeout: Duration
    /// What differs from the environment of planrun: other values, and variables that are taken away.
    package let environment: [String: String?]

    package init(
        program: String,
        arguments: [String],
        folder: String,
        timeout: Duration,
        environment: [String: String?] = [:]
    ) {
        self.environment = environment
        self.program = program
        self.arguments = arguments
        self.folder = folder
        self.timeout = timeout
    }

    /// What a program wrote.
    fileprivate struct Written: Sendable {
        var complaint = OutputTail()
        var output: [UInt8] = []
        var isCut = false
    }

    private enum Step: Sendable {
        case ended(Result<Outcome, Failure>)
        case timeIsUp
    }

    /// Runs the program to its end with these bytes on its standard input. Of what it writes to standard output no more than
    /// `limit` bytes are kept, and it is not blamed where it does not read its input.
    package func run(input: [UInt8], keeping limit: Int = 0) async throws(Failure) -> Outcome {
        let executable = try executable()
        let result = await withTaskGroup(of: Step.self) { group in
            group.addTask { .ended(await run(executable, input: input, keeping: limit)) }
            group.addTask {
                // Cut short once the program has ended.
                try? await Task.sleep(for: timeout)
                return .timeIsUp
            }
            let first = await group.next()
            group.cancelAll()
            let second = await group.next()
            switch (first, second) {
            case (.ended(let result), _): return result
            case (_, .ended(.success(let outcome))):
                return .success(Outcome(end: .timedOut, Written(complaint: outcome.complaint)))
            default: return .success(Outcome(end: .timedOut, Written()))
            }
        }
        return try result.get()
    }

    private var isPath: Bool { program.utf8.contains(UInt8(ascii: "/")) }

    private func executable() throws(Failure) -> Executable {
        guard isPath else { return .name(program) }
        let path = Path.join(folder, program)
        if let error = FileSystem.problemRunning(path) { throw .notRunnable(error.reason) }
        // From the root: a relative path would be taken to start in the folder that the program runs in.
        return .path(FilePath(FileSystem.absolute(path)))
    }

    private func run(_ executable: Executable, input: [UInt8], keeping limit: Int) async -> Result<Outcome, Failure> {
        do {
            let result = try await Subprocess.run(
                executable,
                arguments: Arguments(arguments),
                environment: .inherit.updating(variables),
                workingDirectory: FilePath(FileSystem.resolved(folder) ?? folder),
                platformOptions: Self.options,
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { execution in
                let writer = execution.standardInputWriter
                async let isFed: Void = Self.feed(input, to: writer)
                async let complaint = Self.tail(of: execution.standardError)
                var written = await Self.start(of: execution.standardOutput, limit)
                written.complaint = await complaint
                await isFed
                return written
            }
            let end: Outcome.End =
                switch result.terminationStatus {
                case .exited(let status): .exited(Int(status))
                case .signaled(let number): .signalled(Int(number))
                }
            return .success(Outcome(end: end, result.closureResult))
        } catch let error as SubprocessError {
            if error.code == .executableNotFound, !isPath { return .failure(.notFound) }
            return .failure(.notRunnable(error.underlyingError?.description ?? error.description))
        } catch {
            return .failure(.notRunnable("\(error)"))
        }
    }

    private var variables: [Subprocess.Environment.Key: String?] {
        Dictionary(uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0), $1) })
    }

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        // Nothing gentler: were the program to end at once and its children not, they would be left behind.
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        return options
    }

    private static func feed(_ input: [UInt8], to writer: StandardInputWriter) async {
        // Fails where the program has closed its input or ended, as it may.
        _ = try? await writer.write(input)
        try? await writer.finish()
    }

    private static func start(of output: SubprocessOutputSequence, _ limit: Int) async -> Written {
        var written = Written()
        do {
            for try await chunk in output {
                let room = limit - written.output.count
                chunk.withUnsafeBytes { written.output.append(contentsOf: $0.prefix(room)) }
                // The rest is read and dropped: a program whose output nobody takes would wait for ever.
                written.isCut = written.isCut || chunk.count > room
            }
        } catch {
            // As below.
        }
        return written
    }

    private static func tail(of output: SubprocessOutputSequence) async -> OutputTail {
        var tail = OutputTail()
        do {
            for try await chunk in output { chunk.withUnsafeBytes { tail.append($0) } }
        } catch {
            // Reading ends where the program is stopped; what it has said until then is worth telling.
        }
        return tail
    }
}

extension ChildProcess.Outcome {
    fileprivate init(end: End, _ written: ChildProcess.Written) {
        self.init(end: end, complaint: written.complaint, output: written.output, isCut: written.isCut)
    }
}
