import FuzzSupport

private let file = MemoryFile()

/// Bytes to a model, as if somebody had signed them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModels(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    ModelProperties(file).check(input(start, count))
    return 0
}
