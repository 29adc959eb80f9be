import Testing

@testable import Datasets

@Suite struct CellNumberTests {
    private let number = CellNumber()

    private func value(_ text: String) -> Double {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 64)
        return number.value(of: LogCell(start: 0, end: text.utf8.count), in: bytes.span)
    }

    /// Numbers whose rounding is hard: half way between two others, or nearly (Paxson 1991, and the tests of `fast_float`).
    @Test(arguments: [
        "0", "-0", "1", "-1.5", "0.1", "0.3", "3.14159265358979323846", "9007199254740993", "9007199254740993.0",
        "9007199254740992.5", "9007199254740991.5", "18014398509481990", "4503599627370496.5", "4503599627370497.5",
        "0.500000000000000166533453693773481063544750213623046875", "18446744073709551615", "18446744073709551616",
        "9999999999999999999", "0.9999999999999999999", "0.1836161740547935", "0.24647885682436707",
        "1234567.8912345678",
        "0.000000000000000000000000001", "5e-324", "1.7976931348623157e308", "2.2250738585072011e-308", ".5", "5.",
        "1e3",
        "0000000000000000000001", "0.00000000000000000001234567890123456789", "6250000000000000.5",
        "1.8014398509481985",
    ])
    func theNearestDoubleIsFound(text: String) {
        #expect(value(text) == Double(text == "5." ? "5" : text), "\(text)")
        #expect(value(text).sign == Double(text == "5." ? "5" : text)?.sign)
    }

    @Test(arguments: ["", "-", ".", "1a", "1 2", "nan", "inf", "0x1", "1e999", "--1", "1.2.3", "e5", "1e", "٣"])
    func whatIsNoNumberIsNone(text: String) { #expect(value(text).isNaN, "\(text)") }

    /// The standard library rounds correctly, and is slow.
    @Test func anyNumberIsReadAsTheStandardLibraryDoes() {
        var state: UInt64 = 3
        func draw() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state &>> 11
        }
        for _ in 0..<100_000 {
            let digits = Int(draw() % 19) + 1
            let text = String((0..<digits).map { _ in Character(UnicodeScalar(UInt8(48 + draw() % 10))) })
            let point = Int(draw() % UInt64(digits + 1))
            let written =
                (draw() % 4 == 0 ? "-" : "") + (point == 0 ? "0" : text.prefix(point)) + "." + text.dropFirst(point)
                + "7"
            #expect(value(written) == Double(written), "\(written)")
            let double = Double(bitPattern: draw() &<< 11 ^ draw())
            if double.isFinite { #expect(value("\(double)") == double) }
            let share = Double(draw()) / 0x1p53
            #expect(value("\(share)") == share)
        }
    }

    /// Half way between two doubles, and a hair above and below.
    @Test func tiesGoToTheEvenNumber() {
        for place in 1...60 {
            for odd in [UInt64(1) << 53 | 1, UInt64(1) << 53 | 3, (UInt64(1) << 54) - 1] {
                let scaled = place < 10 ? odd &<< UInt64(place) : odd
                for offset in [0, 1, 2] {
                    let text = String(scaled &+ UInt64(offset))
                    #expect(value(text) == Double(text), "\(text)")
                    #expect(value(text + ".5") == Double(text + ".5"), "\(text).5")
                }
            }
        }
    }
}
