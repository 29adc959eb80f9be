/// Rows of a log, a column each: what metrics over columns are made from.
package struct ColumnBatch: Sendable {
    package let count: Int
    /// The columns of numbers; what is missing is not a number.
    package let numbers: [[Double]]
    /// The columns of texts, by the number that a text has in `names`, and -1 where there is none.
    package let texts: [[Int32]]
    /// For each column of texts, those that there are so far. A batch need not number them as another one does.
    package let names: [[String]]

    package init(count: Int, numbers: [[Double]], texts: [[Int32]], names: [[String]]) {
        self.count = count
        self.numbers = numbers
        self.texts = texts
        self.names = names
    }

    /// The number of a text in a column, or -2, which no row has.
    func number(of text: String, in column: Int) -> Int32 {
        names[column].firstIndex(of: text).map(Int32.init) ?? -2
    }
}
