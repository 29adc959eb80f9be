import Execution
import JSON
import Plan
import Platform
import Providers
import Testing

@Suite struct RequestLogTests {
    private final class Complaints {
        var texts: [String] = []
    }

    private func record(_ number: Int, failed: Bool = false) -> RequestRecord {
        RequestRecord(
            time: .milliseconds(50 * number),
            request: number,
            unit: "user-\(number)",
            model: .candidate,
            prediction: failed ? nil : .label("setosa"),
            label: number % 2 == 0 ? .label("virginica") : nil,
            score: 0.75,
            latency: .nanoseconds(1400)
        )
    }

    private func folder(_ name: String) -> String {
        "/tmp/planrun-tests-\(name)-\(Clock.monotonicNanoseconds())"
    }

    private func lines(_ path: String) throws -> [JSONValue] {
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    /// Predicted numbers are numbers, and have no score.
    @Test func numbersAreWrittenAsSuch() throws {
        let path = folder("numbers") + "/requests.jsonl"
        var log = RequestLog(path: path, nameUnit: { $0 }, complain: { _ in })
        log.append([
            RequestRecord(
                time: .zero,
                request: 1,
                unit: "u",
                model: .baseline,
                prediction: .number(2.5),
                label: .number(3),
                latency: .zero
            )
        ])
        let line = try #require(try lines(path).first)
        #expect(line["prediction"] == 2.5 && line["label"] == 3 && line["score"] == nil)
    }

    @Test func aLineSaysWhoAskedAndWhatWasAnswered() throws {
        let path = folder("lines") + "/run/requests.jsonl"
        var log = RequestLog(path: path, nameUnit: { "<\($0)>" }, complain: { _ in })
        log.append([record(1), record(2, failed: true)])
        let lines = try lines(path)
        #expect(
            lines.map(\.text) == [
                #"{"time":0.05,"request":1,"unit":"<user-1>","model":"candidate","prediction":"setosa","score":0.75,"#
                    + #""latency":0.0000014}"#,
                #"{"time":0.1,"request":2,"unit":"<user-2>","model":"candidate","error":"the request failed","#
                    + #""label":"virginica","latency":0.0000014}"#,
            ]
        )
    }

    @Test func filesAreBoundedAndTheOldestForgotten() throws {
        let path = folder("rotate") + "/requests.jsonl"
        var log = RequestLog(path: path, sizeLimit: 1000, fileLimit: 3, nameUnit: { $0 }, complain: { _ in })
        for batch in 0..<20 { log.append((0..<5).map { record(batch * 5 + $0) }) }
        var numbers: [Int] = []
        for name in [path + ".2", path + ".1", path] where FileSystem.exists(name) {
            #expect((FileSystem.size(of: name) ?? 0) < 1000 + 200)
            numbers += try lines(name).compactMap { $0["request"]?.integer }
        }
        #expect(!FileSystem.exists(path + ".3"))
        // What is left is the last stretch, without a gap.
        #expect(numbers.last == 99)
        #expect(numbers == Array((numbers.first ?? 0)...99))
        #expect(numbers.count > 10)
    }

    @Test func aLogThatCannotBeWrittenComplainsOnce() {
        let complaints = Complaints()
        var log = RequestLog(
            path: "/proc/nowhere/requests.jsonl",
            nameUnit: { $0 },
            complain: { complaints.texts.append($0) }
        )
        log.append([record(1)])
        log.append([record(2)])
        #expect(complaints.texts.count == 1)
        #expect(complaints.texts.first?.contains("/proc/nowhere") == true)
    }
}
