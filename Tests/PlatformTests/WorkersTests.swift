import Platform
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [0, 1, 2, 7, 1000]) func valuesStandInTheOrderOfTheirNumbers(threads: Int) {
        #expect(Workers.map(count: 500, threads: threads) { $0 * $0 } == (0..<500).map { $0 * $0 })
    }

    @Test func noWorkIsNoValues() {
        #expect(Workers.map(count: 0, threads: 4) { $0 }.isEmpty)
        #expect(Workers.map(count: 1, threads: 4) { $0 } == [0])
    }

    @Test func thereIsACore() { #expect(Workers.coreCount >= 1) }
}
