import Foundation
import JSON
import Platform
import Providers
import Synchronization
import Testing

@Suite struct OperatorLogTests {
    private final class Complaints: Sendable {
        let texts = Mutex<[String]>([])
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    private let folder = FileManager.default.temporaryDirectory.path + "/planrun-operator-" + UUID().uuidString
    private var path: String { folder + "/operator.jsonl" }

    init() throws { try FileSystem.createFolder(folder) }

    private func lines(_ path: String) throws -> [JSONValue] {
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    private func log(_ level: OperatorLog.Level, _ complaints: Complaints = Complaints()) -> OperatorLog {
        OperatorLog(level: level) { complaints.add($0) }
    }

    @Test func anEntryIsAnObjectWithItsFields() throws {
        let log = log(.info)
        log.open(SharedLog(path: path))
        log.mark("run", .text("a-1"))
        log.log(.warning, "not \"told\"\n", ["status": .number(3), "words": .texts(["a", "b"]), "at": .text("高")])
        let line = try #require(try lines(path).first)
        let time = try #require(line["time"]?.string)
        #expect(time.count == 24 && time.hasSuffix("Z"))
        #expect(
            line.text == #"{"time":"\#(time)","level":"warning","message":"not \"told\"\n","at":"高","run":"a-1","#
                + #""status":3,"words":["a","b"]}"#
        )
    }

    /// The levels in the order of swift-log: each lets itself and all graver ones through.
    @Test(arguments: OperatorLog.Level.allCases)
    func whatIsLessGraveIsLeftOut(level: OperatorLog.Level) throws {
        let log = log(level)
        log.open(SharedLog(path: path))
        for level in OperatorLog.Level.allCases { log.log(level, level.rawValue) }
        let order = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
        let first = try #require(order.firstIndex(of: level.rawValue))
        #expect(try lines(path).map { $0["level"]?.string } == Array(order[first...]))
    }

    @Test func whatComesBeforeTheFileIsKnownIsNotLost() throws {
        let log = log(.info)
        log.log(.info, "first")
        #expect(log.isWaiting)
        log.open(SharedLog(path: path))
        #expect(!log.isWaiting)
        log.log(.info, "second")
        log.open(SharedLog(path: folder + "/other.jsonl"))
        log.log(.info, "third")
        #expect(try lines(path).map { $0["message"]?.string } == ["first", "second", "third"])
        #expect(!FileSystem.exists(folder + "/other.jsonl"))
    }

    @Test func aLogThatCannotBeWrittenComplainsOnce() {
        let complaints = Complaints()
        let log = log(.info, complaints)
        log.open(SharedLog(path: "/proc/nowhere/operator.jsonl"))
        log.log(.info, "first")
        log.log(.info, "second")
        #expect(complaints.all.count == 1)
        #expect(complaints.all.first?.contains("/proc/nowhere") == true)
    }

    @Test func aFullDiskComplainsOnce() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        let complaints = Complaints()
        let log = log(.info, complaints)
        log.open(SharedLog(path: path))
        for _ in 0..<3 { log.log(.info, "again") }
        #expect(complaints.all.count == 1)
        #expect(complaints.all.first?.contains("No space left on device") == true)
    }

    @Test func halfALineIsLeftAlone() throws {
        try AppendingFile(path: path).append(Array(#"{"time":"2026"#.utf8))
        let log = log(.info)
        log.open(SharedLog(path: path))
        log.log(.info, "whole")
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self).split(separator: "\n")
        #expect(text.count == 2)
        #expect(try JSONValue(parsing: String(text[1]))["message"]?.string == "whole")
    }

    @Test func filesAreBoundedAndTheOldestForgotten() throws {
        let log = log(.info)
        log.open(SharedLog(path: path, sizeLimit: 1000, fileLimit: 3))
        for number in 0..<100 { log.log(.info, "entry", ["number": .number(number)]) }
        var numbers: [Int] = []
        for name in [path + ".2", path + ".1", path] {
            #expect((FileSystem.size(of: name) ?? 0) < 1200)
            numbers += try lines(name).compactMap { $0["number"]?.integer }
        }
        #expect(!FileSystem.exists(path + ".3"))
        #expect(numbers.last == 99)
        #expect(numbers == Array((numbers.first ?? 0)...99) && numbers.count > 20)
    }

    /// Nothing is lost or torn where many write at once, whoever puts files aside.
    @Test func manyWritersLeaveWholeLines() async throws {
        let file = SharedLog(path: path, sizeLimit: 20_000, fileLimit: 100)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let log = OperatorLog(level: .info) { _ in }
                    log.open(file)
                    for number in 0..<250 { log.log(.info, "entry", ["number": .number(writer * 250 + number)]) }
                }
            }
        }
        var numbers: [Int] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".lock") }
        #expect(names.count > 2)
        for name in names { numbers += try lines(folder + "/" + name).compactMap { $0["number"]?.integer } }
        #expect(numbers.sorted() == Array(0..<1000))
    }
}
