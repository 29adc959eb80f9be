import Execution
import JSON
import Plan
import Platform
import Providers
import Testing

@Suite struct FileNotifierTests {
    private func notification(_ key: String) -> Notification {
        Notification(
            key: key,
            notifier: "log",
            alert: "drop",
            state: .firing,
            severity: .critical,
            message: "性能下降: \"0.7\"",
            at: .seconds(90)
        )
    }

    private func notifier(
        run: String,
        startedAt: String = "2026-03-01T09:30:00.000Z",
        folder: String
    ) -> any Notifier {
        FileNotifier.make(
            OptionValues(["file": .text("logs/alerts.jsonl")]),
            in: NotifierContext(plan: "iris", run: run, startedAt: startedAt, folder: folder)
        )
    }

    private func lines(_ folder: String) throws -> [JSONValue] {
        let text = String(decoding: try FileSystem.read(folder + "/logs/alerts.jsonl"), as: UTF8.self)
        return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private func temporaryFolder(_ name: String) throws -> String {
        let folder = "/tmp/planrun-tests-\(name)-\(Clock.monotonicNanoseconds())"
        try FileSystem.createFolder(folder)
        return folder
    }

    @Test func aNotificationIsWrittenOnceHoweverOftenItComes() async throws {
        let folder = try temporaryFolder("once")
        let first = notifier(run: "a-1", folder: folder)
        try await first.deliver(notification("drop-1"))
        try await first.deliver(notification("drop-1"))
        try await first.deliver(notification("drop-2"))
        // Another run has notifications of the same number, which are others.
        try await notifier(run: "a-2", folder: folder).deliver(notification("drop-1"))
        let lines = try lines(folder)
        #expect(lines.map { $0["run"]?.string } == ["a-1", "a-1", "a-2"])
        #expect(Set(lines.map { $0["key"]?.string }).count == 3)
        #expect(lines.first?["message"]?.string == "性能下降: \"0.7\"")
        #expect(lines.first?["at"]?.number == 90)
        #expect(lines.first?["severity"]?.string == "critical")
    }

    @Test func aRunOfTheSameNameThatBeganLaterIsAnother() async throws {
        let folder = try temporaryFolder("later")
        try await notifier(run: "a-1", folder: folder).deliver(notification("drop-1"))
        try await notifier(run: "a-1", startedAt: "2026-03-01T09:30:00.001Z", folder: folder)
            .deliver(notification("drop-1"))
        #expect(try lines(folder).count == 2)
    }

    @Test func halfALineIsLeftAlone() async throws {
        let folder = try temporaryFolder("half")
        try FileSystem.createFolder(folder + "/logs")
        try AppendingFile(path: folder + "/logs/alerts.jsonl").append(Array(#"{"key":"a-1"#.utf8))
        try await notifier(run: "a-1", folder: folder).deliver(notification("drop-1"))
        let text = String(decoding: try FileSystem.read(folder + "/logs/alerts.jsonl"), as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try JSONValue(parsing: String(lines[1]))["alert"]?.string == "drop")
    }

    /// Where the power failed, a file may have grown before its content was on the disk.
    @Test func zerosAreLeftAlone() async throws {
        let folder = try temporaryFolder("zeros")
        try FileSystem.createFolder(folder + "/logs")
        try AppendingFile(path: folder + "/logs/alerts.jsonl").append([UInt8](repeating: 0, count: 100))
        try await notifier(run: "a-1", folder: folder).deliver(notification("drop-1"))
        let text = String(decoding: try FileSystem.read(folder + "/logs/alerts.jsonl"), as: UTF8.self)
        #expect(try JSONValue(parsing: String(text.split(separator: "\n")[1]))["alert"]?.string == "drop")
    }

    @Test(arguments: ["sepal,petal\n1,2\n", "planrun: 1\n", "SQLite format 3\0", "[1]\n"])
    func aFileOfOtherThingsIsLeftAsItIs(content: String) async throws {
        let folder = try temporaryFolder("other")
        try FileSystem.createFolder(folder + "/logs")
        try AppendingFile(path: folder + "/logs/alerts.jsonl").append(Array(content.utf8))
        let notifier = notifier(run: "a-1", folder: folder)
        await #expect(throws: NotificationError.self) { try await notifier.deliver(notification("drop-1")) }
        #expect(try FileSystem.read(folder + "/logs/alerts.jsonl") == Array(content.utf8))
    }

    @Test func aFileThatCannotBeWrittenIsAProblemNotACrash() async {
        let notifier = notifier(run: "a-1", folder: "/proc/nowhere")
        await #expect {
            try await notifier.deliver(notification("drop-1"))
        } throws: { error in
            (error as? NotificationError)?.problem.contains("/proc/nowhere") == true
        }
    }

    @Test func everyNotifierOfAProgramIsMadeOrSilenced() {
        let program = Program(
            name: "p",
            description: nil,
            data: [],
            models: [],
            traffic: nil,
            risk: nil,
            stages: [],
            alerts: [],
            notifiers: [
                NotifierSpec(name: "terminal", kind: "terminal", options: OptionValues()),
                NotifierSpec(name: "log", kind: "file", options: OptionValues(["file": .text("a.jsonl")])),
            ],
            feedback: nil,
            steps: []
        )
        let context = NotifierContext(plan: "iris", run: "p-1", startedAt: "2026-03-01T09:30:00.000Z", folder: ".")
        let made = NotifierRegistry.notifiers(of: program, in: context)
        #expect(made["terminal"] is TerminalNotifier)
        #expect(made["log"] is FileNotifier)
        #expect(NotifierRegistry.silentNotifiers(of: program).values.allSatisfy { $0 is SilentNotifier })
    }
}
