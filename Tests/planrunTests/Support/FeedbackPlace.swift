import Foundation
import Glibc
import Platform
import TestProcesses

/// A folder with a small plan of iris, in which `planrun` is run as a process of its own; removed at the end.
final class FeedbackPlace: Sendable {
    /// What a process left behind.
    struct Result {
        let status: Int32
        let output: String
        let error: String
    }

    struct Failure: Error { let message: String }

    let path: String
    private let program: String

    private static let package = Path.folder(of: Path.folder(of: Path.folder(of: Path.folder(of: #filePath))))

    /// - Parameter rollback: A condition on which the second stage is rolled back.
    init(rollback: String = "feedback.negative > 50%", feedback: String = "") throws {
        path = FileManager.default.temporaryDirectory.path + "/planrun-feedback-" + UUID().uuidString
        program = try Self.binary()
        try FileSystem.createFolder(path)
        try FileManager.default.copyItem(atPath: Self.package + "/plans/data/iris.csv", toPath: path + "/iris.csv")
        try write(feedback, to: "feedback.jsonl")
        try write(Self.plan(rollback), to: "plan.yaml")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Beside the bundle of the tests, which is the one argument that names a file of that kind.
    private static func binary() throws -> String {
        let bundles = CommandLine.arguments.filter { $0.contains(".xctest") }
        for argument in bundles {
            guard let end = argument.range(of: ".xctest") else { continue }
            let file = Path.join(Path.folder(of: String(argument[..<end.upperBound])), "planrun")
            if FileSystem.exists(file) { return file }
        }
        let file = package + "/.build/debug/planrun"
        guard FileSystem.exists(file) else { throw Failure(message: "there is no \(file); build it first") }
        return file
    }

    /// Users 0 to 99; ten of them have the candidate for 20 minutes, then all for three hours.
    private static func plan(_ rollback: String) -> String {
        """
        planrun: 1
        name: small
        data:
          iris: { csv: iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
        models:
          baseline: { majority_class: {}, train: iris.train }
          candidate: { decision_tree: { max_depth: 2, seed: 1 }, train: iris.train }
        traffic: { replay: iris.test, rate: 100/m, users: 100, groups: { staff: 10% } }
        stages:
          - name: staff
            audience: { group: staff }
            watch: { every: 1m, for: 20m, samples: 1 }
            promote_if: [accuracy >= 50%]
          - name: all
            audience: 100%
            watch: { every: 1m, for: 3h, samples: 1 }
            promote_if: [accuracy >= 50%]
            rollback_if: [{ if: "\(rollback)", no_data: ignore }]
        feedback:
          from: feedback.jsonl
          negative_below: 3
          categories: { wrong: [wrong, 错误], slow: [slow, 慢] }

        """
    }

    func write(_ text: String, to name: String) throws {
        try AppendingFile(path: path + "/" + name, truncating: true).append(Array(text.utf8))
    }

    /// The bytes of every file in the folder with the plan's runs.
    func stateFiles() throws -> [(name: String, bytes: Data)] {
        let folder = path + "/.planrun"
        return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.map { name in
            (name, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        }
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        for name in ["PLANRUN_STATE", "FORCE_COLOR", "CLICOLOR_FORCE"] { environment[name] = nil }
        process.environment = environment
        return process
    }

    /// Runs `planrun` to its end with that standard input. Output goes through files, which never fill up.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Result {
        try run(arguments, input: Array(input.utf8))
    }

    func run(_ arguments: [String], input: [UInt8]) throws -> Result {
        let names = ["in", "out", "err"].map { path + "/std-" + $0 }
        for (name, content) in zip(names, [input, [], []]) { try Data(content).write(to: URL(fileURLWithPath: name)) }
        let process = process(arguments)
        process.standardInput = FileHandle(forReadingAtPath: names[0])
        process.standardOutput = FileHandle(forWritingAtPath: names[1])
        process.standardError = FileHandle(forWritingAtPath: names[2])
        try process.runAlone()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: try FileSystem.read(names[1]), as: UTF8.self),
            error: String(decoding: try FileSystem.read(names[2]), as: UTF8.self)
        )
    }

    /// Runs `planrun` at a terminal into which the answers are typed, a line each.
    func run(_ arguments: [String], typing answers: [String]) throws -> Result {
        // `posix_openpt`, `unlockpt` and `ptsname` by the calls behind them, TIOCSPTLCK and TIOCGPTN: Glibc's module lacks
        // the functions.
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (locked, number): (Int32, UInt32) = (0, 0)
        guard main >= 0, ioctl(main, 0x4004_5431, &locked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
            throw Failure(message: "there is no terminal to be had")
        }
        let name = "/dev/pts/\(number)"
        let terminal = FileHandle(fileDescriptor: main, closeOnDealloc: true)
        let process = process(arguments)
        process.standardInput = FileHandle(fileDescriptor: open(name, O_RDWR | O_NOCTTY), closeOnDealloc: true)
        let (output, error) = (Pipe.alone(), Pipe.alone())
        process.standardOutput = output
        process.standardError = error
        try process.runAlone()
        try terminal.write(contentsOf: Data(answers.map { $0 + "\n" }.joined().utf8))
        let shown = output.fileHandleForReading.readDataToEndOfFile()
        let asked = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: String(decoding: shown, as: UTF8.self),
            error: String(decoding: asked, as: UTF8.self)
        )
    }

    /// Begins the plan's run and interrupts it once it has shown so many observations.
    ///
    /// It cannot run far ahead of who reads it: its events fill the pipe, and it waits.
    func interruptedRun(after observations: Int = 3) throws -> Result {
        let process = process(["execute", "plan.yaml", "--format", "jsonl"])
        let (output, error) = (Pipe.alone(), Pipe.alone())
        process.standardOutput = output
        process.standardError = error
        try withInterrupts { try process.runAlone() }
        var shown = ""
        while shown.components(separatedBy: #""type":"observed""#).count <= observations {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure(message: "the run ended early: \(shown.suffix(200))") }
            shown += String(decoding: data, as: UTF8.self)
        }
        process.interrupt()
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        let problem = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: shown + String(decoding: rest, as: UTF8.self),
            error: String(decoding: problem, as: UTF8.self)
        )
    }

    /// Runs the body with SIGINT let through: a process inherits what the thread that starts it blocks, and the threads of
    /// a dispatch queue block it.
    private func withInterrupts(_ body: () throws -> Void) rethrows {
        var (signals, before) = (sigset_t(), sigset_t())
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}
