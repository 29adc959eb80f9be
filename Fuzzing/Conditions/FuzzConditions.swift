import FuzzSupport

private let properties = ConditionProperties()

/// The text of a condition to the condition, on the command line's terms and inside a plan.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConditions(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    properties.check(String(decoding: input(start, count), as: UTF8.self))
    return 0
}
