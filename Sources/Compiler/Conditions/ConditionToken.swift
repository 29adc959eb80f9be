/// One word, sign or quantity of a condition, with its bytes in the text.
struct ConditionToken: Hashable {
    enum Kind: Hashable {
        case name(String)
        case text(String)
        case number(Double)
        case integer(Int)
        /// A share of 1, such as 0.05 for `5%`.
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

    /// Whether it is a number that has no unit yet.
    var isBareNumber: Bool {
        switch kind {
        case .number, .integer: true
        case .name, .text, .percent, .duration, .rate, .sign, .end: false
        }
    }
}
