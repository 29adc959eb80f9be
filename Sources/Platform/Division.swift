/// Among how many threads long work is divided, and from which length on.
///
/// What comes of the work never depends on it.
package struct Division: Sendable, Hashable {
    /// How many threads take part at most, 0 for one a core.
    package let threads: Int
    /// The least that is worth a thread; nil where whoever does the work knows that best.
    private let least: Int?

    package init(threads: Int = 0, least: Int? = nil) {
        self.threads = threads
        self.least = least
    }

    /// Nothing is divided.
    package static let none = Division(threads: 1)

    /// Parts of nearly equal length that make up so much work, one a thread; a single one where it is short.
    ///
    /// - Parameter standard: The least that is worth a thread of its own, as far as the division does not say so.
    package func parts(of count: Int, least standard: Int) -> [Range<Int>] {
        let most = count / max(1, least ?? standard)
        // How many cores there are is asked only where it matters.
        guard threads != 1, most > 1 else { return [0..<count] }
        let number = min(most, threads > 0 ? threads : Workers.coreCount)
        return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
    }
}
