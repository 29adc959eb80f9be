import Statistics

/// The texts of the columns that hold categories, with the numbers that stand for them.
struct CategoryTexts {
    /// For each column, by their bytes.
    private var numbers: [Int: [[UInt8]: Double]] = [:]

    /// How many a column has.
    func count(in column: Int) -> Int { numbers[column]?.count ?? 0 }

    func number(of bytes: [UInt8], in column: Int) -> Double? { numbers[column]?[bytes] }

    /// Adds a text that the column has not had before, and gives the number that stands for it.
    mutating func add(_ bytes: [UInt8], to column: Int) -> Double {
        let number = CategoryNumber.of(bytes)
        numbers[column, default: [:]][bytes] = number
        return number
    }

    /// The texts of a column, in the order of their bytes.
    func names(of column: Int) -> [String] {
        (numbers[column] ?? [:]).keys.map { String(decoding: $0, as: UTF8.self) }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }
}
