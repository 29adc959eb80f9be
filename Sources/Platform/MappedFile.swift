internal import Glibc

/// The bytes of a file as memory, each of them read when somebody first looks at it; the one owner of that memory.
///
/// A file that is replaced whole, as planrun replaces its own, stays what it was for whoever has mapped it. What is no file, such as a
/// pipe, is read.
// The memory is never written and stays where it is until nobody knows the file any longer, so any number of threads may read it.
package final class MappedFile: @unchecked Sendable {
    private let memory: UnsafeRawBufferPointer
    private let isMapped: Bool

    package init(_ path: String) throws(PlatformError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw PlatformError(.read, path, number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PlatformError(.read, path, number: errno) }
        let size = Int(status.st_size)
        if status.st_mode & S_IFMT == S_IFREG, size > 0,
            let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
        {
            memory = UnsafeRawBufferPointer(start: start, count: size)
            isMapped = true
        } else {
            let bytes = try FileSystem.read(path)
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
            copy.copyBytes(from: bytes)
            memory = UnsafeRawBufferPointer(copy)
            isMapped = false
        }
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
        } else {
            memory.deallocate()
        }
    }

    package var count: Int { memory.count }

    package func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(memory.bytes)
    }

    /// Calls `body` with a part of the bytes as elements of some type.
    fileprivate func withElements<Element: BitwiseCopyable, Result>(
        of type: Element.Type,
        at offset: Int,
        count: Int,
        _ body: (Span<Element>) -> Result
    ) -> Result {
        let part = UnsafeRawBufferPointer(
            rebasing: memory[offset..<offset + count * MemoryLayout<Element>.stride]
        )
        return body(part.bindMemory(to: Element.self).span)
    }
}

/// Elements of a mapped file, which stays mapped as long as they are known.
package struct MappedElements<Element: BitwiseCopyable & Sendable>: Sendable {
    private let file: MappedFile
    private let offset: Int
    package let count: Int

    /// Nil where they do not lie in the file, or not at a place where such elements can be read.
    package init?(_ file: MappedFile, at offset: Int, count: Int) {
        guard offset >= 0, count >= 0, offset % MemoryLayout<Element>.alignment == 0, offset <= file.count,
            count <= (file.count - offset) / MemoryLayout<Element>.stride
        else { return nil }
        self.file = file
        self.offset = offset
        self.count = count
    }

    @inline(__always)
    package func withElements<Result>(_ body: (Span<Element>) -> Result) -> Result {
        file.withElements(of: Element.self, at: offset, count: count, body)
    }
}
