/// What must hold of every input; where it does not, the process ends, and libFuzzer keeps the input.
package func require(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { fatalError(what()) }
}

/// The input of one round as libFuzzer hands it over.
package func input(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
}
