import Platform

/// Where a log, or a part of one, comes from.
package struct LogInput: Sendable {
    /// What messages call it.
    package let name: String
    /// The file; nil for standard input.
    let path: String?
    /// How it is written; nil where its first byte says so.
    let format: LogFormat?

    package init(path: String, name: String? = nil, format: LogFormat? = nil) {
        self.path = path
        self.name = name ?? path
        self.format = format
    }

    package static func standardInput(format: LogFormat? = nil) -> LogInput { LogInput(format: format) }

    private init(format: LogFormat?) {
        path = nil
        name = "<stdin>"
        self.format = format
    }

    func open() throws(DatasetFailure) -> ByteStream {
        guard let path else { return ByteStream.standardInput() }
        return try PredictionLog.open(path)
    }
}
