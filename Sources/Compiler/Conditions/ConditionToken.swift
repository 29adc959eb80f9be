import Plan

/// One word, sign or quantity of a condition, with its bytes in the text.
struct ConditionToken: Hashable {
    enum Kind: Hashable {
        case name(String)
        case text(String)
        case number(Double)
        case integer(Int)
        case percent(Double)
        case duration(Duration)
        /// So many a second.
        case rate(Double)
        /// A sign, such as `<=` or `(`.
        case sign(String)
        case end
    }

    let kind: Kind
    let range: Range<Int>

    /// The token as messages call it.
    func described(in text: [UInt8]) -> String {
        kind == .end ? "the end of the condition" : "`" + String(decoding: text[range], as: UTF8.self) + "`"
    }
}
