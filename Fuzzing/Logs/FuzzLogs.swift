import FuzzSupport

private let file = MemoryFile()

/// Bytes to the rows of a prediction log.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLogs(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    LogProperties(file).check(input(start, count))
    return 0
}
