import Execution
import Foundation
import JSON
import Plan
import Platform
import Providers
import Testing

/// Programs that stand for whatever a team tells its alerts by: scripts of `sh` in a folder of their own.
@Suite struct CommandNotifierTests {
    private let folder: String

    init() throws {
        // As in the command line, a program that closes its input must not end whoever writes to it.
        StandardStream.prepare()
        folder = FileManager.default.temporaryDirectory.path + "/planrun-command-" + UUID().uuidString
        try FileSystem.createFolder(folder)
    }

    private func script(_ text: String, named name: String = "page") throws {
        let path = folder + "/" + name
        try FileSystem.replace(path, with: Array(("#!/bin/sh\n" + text + "\n").utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func deliver(
        _ command: [String] = ["./page"],
        timeout: String = "10m",
        message: String = "性能下降: \"0.7\""
    ) async throws {
        let options: [String: OptionValues.Value] = ["command": .list(command), "timeout": .text(timeout)]
        let context = NotifierContext(plan: "iris", run: "a-1", startedAt: "2026-03-01T09:30:00.000Z", folder: folder)
        let notification = Notification(
            key: "drop-1",
            notifier: "pager",
            alert: "drop",
            state: .firing,
            severity: .critical,
            message: message,
            at: .seconds(90)
        )
        try await CommandNotifier.make(OptionValues(options), in: context).deliver(notification)
    }

    /// The problem that the delivery ends with.
    private func problem(_ command: [String] = ["./page"], timeout: String = "10m") async -> String? {
        do {
            try await deliver(command, timeout: timeout)
            return nil
        } catch {
            return (error as? NotificationError)?.problem
        }
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
    }

    @Test func theProgramReadsTheLineAndThenTheEndOfItsInput() async throws {
        try script(#"cat > got; printf '%s\n' "$@" > arguments; pwd > place"#)
        try await deliver(["./page", "--team", "a b", "$HOME", ""])
        let got = try text("got")
        #expect(got.hasSuffix("}\n"))
        let line = try JSONValue(parsing: String(got.dropLast()))
        #expect(line["key"]?.string == "a-1@2026-03-01T09:30:00.000Z/drop-1")
        #expect(line["run"]?.string == "a-1")
        #expect(line["message"]?.string == "性能下降: \"0.7\"")
        #expect(line["at"]?.number == 90)
        // No shell has read them.
        #expect(try text("arguments") == "--team\na b\n$HOME\n\n")
        #expect(try text("place") == (FileSystem.resolved(folder) ?? "") + "\n")
    }

    @Test func theRequestHasWhatTheFileNotifierWrites() async throws {
        try script("cat > got")
        try await deliver()
        let context = NotifierContext(plan: "iris", run: "a-1", startedAt: "2026-03-01T09:30:00.000Z", folder: folder)
        let notification = Notification(
            key: "drop-1",
            notifier: "pager",
            alert: "drop",
            state: .firing,
            severity: .critical,
            message: "性能下降: \"0.7\"",
            at: .seconds(90)
        )
        try await FileNotifier.make(OptionValues(["file": .text("alerts.jsonl")]), in: context).deliver(notification)
        let line = try text("alerts.jsonl")
        #expect(line.hasPrefix("{\"key\":"))
        // Behind what every request has.
        let got = try JSONValue(parsing: String(try text("got").dropLast()))
        let alert = try JSONValue(parsing: String(line.dropLast()))
        #expect(got["planrun"] == 1 && got["kind"] == "notifier" && got["op"] == "notify")
        for member in alert.object?.members ?? [] { #expect(got[member.name] == member.value) }
        #expect(got.object?.members.count == (alert.object?.members.count ?? 0) + 3)
    }

    @Test func aNameIsLookedUpInPATHAndNotInTheFolder() async throws {
        try script("touch wrong", named: "cp")
        try FileSystem.replace(folder + "/a", with: [1])
        try await deliver(["cp", "a", "b"])
        #expect(FileSystem.exists(folder + "/b"))
        #expect(!FileSystem.exists(folder + "/wrong"))
    }

    @Test func aProgramThatDoesNotReadIsNotBlamed() async throws {
        try script("exec <&-; exit 0")
        // More than a pipe holds.
        try await deliver(message: String(repeating: "x", count: 1 << 20))
    }

    @Test func muchOutputDoesNotStopTheProgram() async throws {
        try script(
            "head -c 3000000 /dev/zero | tr '\\0' ' '; head -c 3000000 /dev/zero >&2; cat > /dev/null; touch done"
        )
        try await deliver(message: String(repeating: "x", count: 1 << 20))
        #expect(FileSystem.exists(folder + "/done"))
    }

    @Test func aStatusOtherThanZeroIsAProblemWithWhatTheProgramSays() async throws {
        try script(#"echo 'not this'; printf 'no route\n\n  to \033[31mhost\007\n' >&2; exit 3"#)
        #expect(
            await problem()
                == #"`./page` ended with status 3: no route; to \u{1b}[31mhost\u{7}"#
        )
        try script("exit 1")
        #expect(await problem() == "`./page` ended with status 1")
    }

    @Test func ofALongComplaintTheEndIsKept() async throws {
        try script("i=0; while [ $i -lt 20000 ]; do echo line $i 错 >&2; i=$((i+1)); done; exit 1")
        let problem = try #require(await problem())
        #expect(problem.hasSuffix("; line 19999 错"))
        #expect(problem.hasPrefix("`./page` ended with status 1: ..."))
        #expect(problem.utf8.count < 4096)
        #expect(!problem.contains("\u{FFFD}"))
    }

    @Test func aSignalIsAProblem() async throws {
        try script("kill -TERM $$")
        #expect(await problem() == "`./page` was ended by signal 15 (Terminated)")
    }

    @Test func aProgramThatIsTooSlowIsEndedWithItsChildren() async throws {
        // The child would write where it is not ended, and outlives its parent where only that one is.
        try script("trap '' TERM; echo waiting >&2; (trap '' TERM; echo $$ > child; sleep 1000) & sleep 1000")
        #expect(await problem(timeout: "5s") == "`./page` was ended, as it took longer than 5s: waiting")
        let group = try #require(Int32(try text("child").dropLast()))
        // They have been killed; the system takes its time to bury them.
        let deadline = ContinuousClock.now + .seconds(1200)
        while try !members(ofGroup: group).isEmpty, ContinuousClock.now < deadline { sched_yield() }
        #expect(try members(ofGroup: group) == [])
    }

    /// The processes of a group that are not dead.
    private func members(ofGroup group: Int32) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int(name) != nil, let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let end = status.lastIndex(of: ")")
            else { return false }
            // The state, the parent and the group follow the program's name.
            let fields = status[end...].split(separator: " ")
            return fields[3] == "\(group)" && fields[1] != "Z" && fields[1] != "X"
        }
    }

    @Test func aProgramThatSaysNothingMoreIsStillWaitedForAndEnded() async throws {
        try script("exec 2>&- <&-; sleep 1000")
        #expect(await problem(timeout: "200ms") == "`./page` was ended, as it took longer than 200ms")
    }

    @Test func whatAProgramLeavesBehindIsNotWaitedFor() async throws {
        // It holds the standard error of its parent.
        try script("sleep 1000 & echo $! > child; exit 0")
        try await deliver(timeout: "1h")
        kill(try #require(Int32(try text("child").dropLast())), SIGKILL)
    }

    @Test func aProgramThatCannotBeRunIsAProblem() async throws {
        #expect(await problem(["./nowhere"]) == "cannot run `./nowhere`: No such file or directory")
        #expect(
            await problem(["no-such-program-anywhere"]) == "no folder of PATH has a program `no-such-program-anywhere`"
        )
        try FileSystem.createFolder(folder + "/sub")
        #expect(await problem(["./sub"]) == "cannot run `./sub`: Is a directory")
        try FileSystem.replace(folder + "/data", with: Array("a\n".utf8))
        #expect(await problem(["./data"]) == "cannot run `./data`: Permission denied")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/data")
        #expect(await problem(["./data"])?.hasPrefix("cannot run `./data`: ") == true)
    }
}
