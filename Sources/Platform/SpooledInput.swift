/// Standard input as a file, for what has to be read twice. The file has no name, and is gone with this value.
package struct SpooledInput: Sendable {
    private let file: UnnamedFile

    /// A path at which this process can open the file, again and again.
    package var path: String { file.path }

    /// Reads standard input to its end.
    package init() throws(PlatformError) {
        file = try UnnamedFile()
        let input = ByteStream.standardInput()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var end = 0
        while case let count = try input.read(into: &buffer, at: 0, limit: buffer.count), count > 0 {
            try file.write(buffer.span.bytes.extracting(0..<count), at: end)
            end += count
        }
    }
}
