package import Execution
import JSON
import Plan
import Platform

/// Writes the answers of a run as JSON lines, in files of bounded size of which only the last few are kept.
///
/// A log that cannot be written says so once and is left alone from then on: it never stops a run.
package struct RequestLog: RequestSink {
    private let path: String
    private let sizeLimit: Int
    private let fileLimit: Int
    private let nameUnit: (String) -> String
    private let complain: (String) -> Void
    private var file: AppendingFile?
    private var size = 0
    private var hasFailed = false
    /// What stands for each unit that has been named.
    private var names: [String: String] = [:]

    /// - Parameters:
    ///   - path: The newest file; older ones have `.1`, `.2` and so on behind their name.
    ///   - sizeLimit: How many bytes a file may have before the next one is begun.
    ///   - fileLimit: How many files are kept, the newest among them.
    ///   - nameUnit: What stands for a unit in the log.
    ///   - complain: Told once where the log cannot be written.
    package init(
        path: String,
        sizeLimit: Int = 16 << 20,
        fileLimit: Int = 4,
        nameUnit: @escaping (String) -> String,
        complain: @escaping (String) -> Void
    ) {
        self.path = path
        self.sizeLimit = sizeLimit
        self.fileLimit = fileLimit
        self.nameUnit = nameUnit
        self.complain = complain
    }

    package mutating func append(_ records: [RequestRecord]) {
        guard !hasFailed else { return }
        do throws(PlatformError) {
            var writer = JSONWriter()
            var chunk: [UInt8] = []
            for record in records {
                writer.removeAll()
                write(record, to: &writer)
                chunk.append(contentsOf: writer.bytes)
                chunk.append(UInt8(ascii: "\n"))
                if size + chunk.count >= sizeLimit {
                    try flush(chunk)
                    chunk.removeAll(keepingCapacity: true)
                    try rotate()
                }
            }
            try flush(chunk)
        } catch {
            hasFailed = true
            complain("the request log is given up: \(error.description)")
        }
    }

    private mutating func flush(_ chunk: [UInt8]) throws(PlatformError) {
        guard !chunk.isEmpty else { return }
        if file == nil {
            try FileSystem.createFolder(Path.folder(of: path))
            file = try AppendingFile(path: path)
            size = FileSystem.size(of: path) ?? 0
        }
        try file?.append(chunk)
        size += chunk.count
    }

    /// Moves every file one number up and forgets the oldest.
    private mutating func rotate() throws(PlatformError) {
        file = nil
        size = 0
        for number in stride(from: fileLimit - 1, to: 0, by: -1) {
            let older = number == 1 ? path : "\(path).\(number - 1)"
            if FileSystem.exists(older) { try FileSystem.rename(older, to: "\(path).\(number)") }
        }
        if fileLimit <= 1 { try FileSystem.remove(path) }
    }

    private mutating func name(of unit: String) -> String {
        if let known = names[unit] { return known }
        let name = nameUnit(unit)
        names[unit] = name
        return name
    }

    private mutating func write(_ record: RequestRecord, to writer: inout JSONWriter) {
        let unit = name(of: record.unit)
        writer.object { writer in
            writer.member("time", record.time.seconds)
            writer.member("request", record.request)
            writer.member("unit", unit)
            writer.member("model", record.model.rawValue)
            if let prediction = record.prediction {
                Self.write("prediction", prediction, to: &writer)
                if let score = record.score { writer.member("score", score) }
            } else {
                writer.member("error", "the request failed")
            }
            if let label = record.label { Self.write("label", label, to: &writer) }
            writer.member("latency", record.latency.seconds)
        }
    }

    private static func write(_ name: String, _ answer: RequestRecord.Answer, to writer: inout JSONWriter) {
        switch answer {
        case .label(let label): writer.member(name, label)
        case .number(let number): writer.member(name, number)
        }
    }
}
