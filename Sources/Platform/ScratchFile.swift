internal import Synchronization

/// A file for numbers that do not fit into memory, gone when nobody uses it any longer, or the process ends.
package final class ScratchFile: Sendable {
    private let file: UnnamedFile
    private let end = Atomic<Int>(0)

    /// Makes one in the folder that `TMPDIR` names, or in `/tmp`.
    package init() throws(PlatformError) { file = try UnnamedFile() }

    /// Writes the first `count` numbers behind what is there, and says where; from any thread.
    package func append(_ numbers: [Double], count: Int) throws(PlatformError) -> Int {
        let size = min(count, numbers.count) * 8
        let place = end.wrappingAdd(size, ordering: .relaxed).oldValue
        try file.write(numbers.span.bytes.extracting(0..<size), at: place)
        return place
    }

    /// Puts numbers that were written behind those of a list; from any thread.
    package func read(from place: Int, count: Int, into numbers: inout [Double]) throws(PlatformError) {
        let start = numbers.count
        numbers += [Double](repeating: 0, count: count)
        try file.read(&numbers, from: start, at: place)
    }
}
