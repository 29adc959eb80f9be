import FuzzSupport

/// Bytes to a tree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSyntax(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    SyntaxProperties.check(input(start, count))
    return 0
}
