/// The sums of products of a confusion matrix's margins that correlation and agreement are made of.
///
/// They are whole numbers, so that a denominator of 0 is told from a small one. Products of two counts fit in 128 bits;
/// the operators wrap because only sums beyond `Int.max` rows do not.
struct ConfusionProducts {
    /// The square of the number of rows.
    let square: Int128
    /// The correct rows times all rows.
    let agreement: Int128
    /// Over the classes, the sum of rows of the class times rows predicted as it.
    let chance: Int128
    /// Over the classes, the sum of the squares of the rows of the class.
    let actual: Int128
    /// Over the classes, the sum of the squares of the rows predicted as it.
    let predicted: Int128

    init(_ matrix: ConfusionMatrix) {
        var correct: Int128 = 0
        var labelled: Int128 = 0
        var chance: Int128 = 0
        var actual: Int128 = 0
        var predicted: Int128 = 0
        for counts in matrix.countsOfClasses() {
            let rows = Int128(counts.actual)
            let guesses = Int128(counts.truePositives) + Int128(counts.falsePositives)
            correct &+= Int128(counts.truePositives)
            labelled &+= rows
            chance &+= rows &* guesses
            actual &+= rows &* rows
            predicted &+= guesses &* guesses
        }
        self.square = labelled &* labelled
        self.agreement = correct &* labelled
        self.chance = chance
        self.actual = actual
        self.predicted = predicted
    }
}
