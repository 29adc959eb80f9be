internal import Glibc

/// Memory in pages of two megabytes, of which a core knows the places of far more than of small ones: what is read here and there waits
/// less.
package enum LargePages {
    /// Less memory has no such page whole.
    private static let leastBytes = 1 << 22

    /// Asks for them; whether memory comes in such pages is the system's affair.
    ///
    /// - Parameter memory: has not been used yet, as what has been stays in small pages.
    package static func ask(for memory: UnsafeMutableRawBufferPointer) {
        guard memory.count >= leastBytes, let start = memory.baseAddress else { return }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let first = (Int(bitPattern: start) + page - 1) / page * page
        let end = (Int(bitPattern: start) + memory.count) / page * page
        // Where it is refused, as by a kernel without them, memory is as it was.
        _ = madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, Int32(MADV_HUGEPAGE))
    }

    /// Makes room in an empty array, in such pages where it is much.
    package static func reserve<Element: BitwiseCopyable>(_ array: inout [Element], _ count: Int) {
        array.reserveCapacity(count)
        array.withUnsafeMutableBufferPointer { memory in
            guard memory.isEmpty, let start = memory.baseAddress else { return }
            ask(for: UnsafeMutableRawBufferPointer(start: start, count: count * MemoryLayout<Element>.stride))
        }
    }

    /// So many elements, in such pages where they are many.
    package static func array<Element: BitwiseCopyable>(repeating element: Element, count: Int) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { memory, initialized in
            ask(for: UnsafeMutableRawBufferPointer(memory))
            memory[..<count].initialize(repeating: element)
            initialized = count
        }
    }
}
