/// A small seeded generator: SplitMix64 (Steele, Lea & Flood, OOPSLA 2014), the same numbers on every machine for ever.
package struct SplitMix64: Sendable, Hashable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// A generator of its own for one part of a seeded whole, such as one tree of a forest.
    package init(seed: UInt64, stream: UInt64) {
        state = CounterRandom.bits(seed: seed, stream: stream, index: 0)
    }

    /// The next 64 random bits.
    package mutating func next() -> UInt64 {
        state &+= CounterRandom.increment
        return CounterRandom.mix(state)
    }

    /// The next whole number from 0 up to, not including, `bound`, each equally likely (Lemire, ACM TOMACS 2019).
    package mutating func next(below bound: Int) -> Int {
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// The next number from 0 up to, not including, 1.
    package mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Puts the elements in random order, each order equally likely (Fisher-Yates).
    package mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, next(below: last + 1))
        }
    }
}
