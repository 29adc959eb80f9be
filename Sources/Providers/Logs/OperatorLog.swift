import Logging
import Platform
import Synchronization

/// What operators read: who ran what, what was decided, what went wrong, and how it ended, each a JSON object on a line.
///
/// What comes before its file is known waits for it. A log that cannot be written says so once and is left alone from
/// then on: it never stops a run.
package final class OperatorLog: Sendable {
    /// How grave an entry is, from the least to the most.
    package enum Level: String, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// A value beside the message.
    package enum Field: Sendable, Hashable {
        case text(String)
        case number(Int)
        case texts([String])
    }

    private enum Target {
        case waiting([[UInt8]])
        case file(SharedLog)
        case givenUp
    }

    /// The part that the handler shares with the log.
    private final class Sink: Sendable {
        let target = Mutex<Target>(.waiting([]))
        let complain: @Sendable (String) -> Void

        init(complain: @escaping @Sendable (String) -> Void) { self.complain = complain }

        func write(_ line: [UInt8]) {
            let failure = target.withLock { target -> PlatformError? in
                switch target {
                case .givenUp: return nil
                case .waiting(let lines):
                    target = .waiting(lines + [line])
                    return nil
                case .file(let file): return Self.append([line], to: file, &target)
                }
            }
            if let failure { complain("the operator log is given up: \(failure.description)") }
        }

        func open(_ file: SharedLog) {
            let failure = target.withLock { target -> PlatformError? in
                guard case .waiting(let lines) = target else { return nil }
                target = .file(file)
                return Self.append(lines, to: file, &target)
            }
            if let failure { complain("the operator log is given up: \(failure.description)") }
        }

        private static func append(_ lines: [[UInt8]], to file: SharedLog, _ target: inout Target) -> PlatformError? {
            do throws(PlatformError) {
                for line in lines { try file.append(line) }
                return nil
            } catch {
                target = .givenUp
                return error
            }
        }
    }

    private let sink: Sink
    private let logger: Mutex<Logger>

    /// - Parameters:
    ///   - level: The least grave entries that are written.
    ///   - complain: Told once where the log cannot be written.
    package init(level: Level, complain: @escaping @Sendable (String) -> Void) {
        let sink = Sink(complain: complain)
        let level = Logger.Level(rawValue: level.rawValue) ?? .info
        self.sink = sink
        logger = Mutex(
            Logger(label: "planrun") { _ in OperatorLogHandler(level: level, write: { sink.write($0) }) }
        )
    }

    /// Names the file, once it is known; what has waited is written. Only the first file counts.
    package func open(_ file: SharedLog) { sink.open(file) }

    /// Whether it still waits for its file.
    package var isWaiting: Bool {
        sink.target.withLock { if case .waiting = $0 { true } else { false } }
    }

    /// From now on every entry has this field.
    package func mark(_ name: String, _ field: Field) { logger.withLock { $0[metadataKey: name] = field.value } }

    /// Writes an entry where it is grave enough; else its fields are not even made.
    package func log(
        _ level: Level,
        _ message: String,
        _ fields: @autoclosure () -> KeyValuePairs<String, Field> = [:]
    ) {
        logger.withLock { $0 }.log(
            level: Logger.Level(rawValue: level.rawValue) ?? .info,
            "\(message)",
            metadata: Logger.Metadata(fields().map { ($0.key, $0.value.value) }) { $1 }
        )
    }
}

extension OperatorLog.Field {
    fileprivate var value: Logger.MetadataValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .stringConvertible(number)
        case .texts(let texts): .array(texts.map { .string($0) })
        }
    }
}
