/// The names of the condition grammar, which are told apart by ASCII bytes.
package enum ConditionName {
    /// Whether a condition can write the text without quotes: letters, digits and `_`, and no digit first.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, canStart(with: first) else { return false }
        return text.utf8.allSatisfy(canContain)
    }

    package static func canStart(with byte: UInt8) -> Bool { byte.isASCIILetter || byte == UInt8(ascii: "_") }

    package static func canContain(_ byte: UInt8) -> Bool { canStart(with: byte) || byte.isASCIIDigit }
}

extension UInt8 {
    package var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    package var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
