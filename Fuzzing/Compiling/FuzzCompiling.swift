import FuzzSupport

private let properties = PlanProperties()

/// A plan to its program, the language and what is known of the data being fixed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompiling(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    properties.check(input(start, count))
    return 0
}
