import Classifiers
import Datasets
import Plan
import Platform

/// The tables of a program, read once and divided as it says.
struct ReplayData {
    /// A table with its rows divided.
    struct Prepared {
        let table: Table
        let train: [Int]
        let test: [Int]

        /// The features of some of the rows.
        func features(_ part: DataPart) -> FeatureRows {
            let count = table.featureCount
            let rows = rows(part)
            var values: [Double] = []
            values.reserveCapacity(rows.count * count)
            for row in rows { values.append(contentsOf: table.values[row * count..<(row + 1) * count]) }
            return FeatureRows(values: values, featureCount: count)
        }

        /// Which rows belong together in cross-validation, in the order of the part; nil where each stands alone.
        func groups(_ part: DataPart) -> [Int32]? { table.groups.map { groups in rows(part).map { groups[$0] } } }

        /// The times of rows that are divided by time, in the order of the part; nil where they are not.
        func times(_ part: DataPart) -> [Int64]? { table.times.map { times in rows(part).map { times[$0] } } }

        /// What rows count in training, in the order of the part; nil where they count alike.
        func weights(_ part: DataPart) -> [Double]? { table.weights.map { weights in rows(part).map { weights[$0] } } }

        /// The classes of rows, in the order of the part; none where numbers are predicted.
        func labels(_ part: DataPart) -> [Int32] {
            table.numbers == nil ? rows(part).map { table.labels[$0] } : []
        }

        /// The numbers to predict, in the order of the part; nil where the label is a class.
        func numbers(_ part: DataPart) -> [Double]? { table.numbers.map { numbers in rows(part).map { numbers[$0] } } }

        /// The table's rows that are in a part, in order.
        func rows(_ part: DataPart) -> [Int] {
            switch part {
            case .train: train
            case .test: test
            case .all: Array(0..<table.rowCount)
            }
        }
    }

    private let program: Program
    private let folder: String
    private var cache: [String: Prepared] = [:]

    init(program: Program, folder: String) {
        self.program = program
        self.folder = folder
    }

    /// The data set of that name, read and divided where that has not been done yet.
    mutating func prepare(_ name: String) throws(ReplayError) -> Prepared {
        if let known = cache[name] { return known }
        guard let spec = program.data.first(where: { $0.name == name }) else {
            throw ReplayError("the program has no data set `\(name)`")
        }
        let prepared = try Self.read(spec, folder: folder)
        cache[name] = prepared
        return prepared
    }

    private static func read(_ spec: DataSpec, folder: String) throws(ReplayError) -> Prepared {
        let table: Table
        do throws(DatasetFailure) {
            table = try Table.read(
                csv: Path.join(folder, spec.csv),
                named: spec.csv,
                columns: TableColumns(
                    label: spec.label,
                    labelIsNumber: spec.predictsNumbers,
                    group: spec.group,
                    time: spec.time,
                    weight: spec.weight,
                    ignored: spec.ignored,
                    contents: spec.columns,
                    allowsMissing: spec.checks?.missing != nil
                )
            )
        } catch {
            throw ReplayError(error)
        }
        guard let share = spec.test else {
            let all = Array(0..<table.rowCount)
            return Prepared(table: table, train: all, test: all)
        }
        do throws(SplitError) {
            let split = try Split.make(
                table,
                by: spec.group != nil
                    ? .groups(seed: UInt64(spec.seed))
                    : spec.time != nil ? .time : .rows(seed: UInt64(spec.seed), stratify: spec.isStratified),
                testNumerator: share.numerator,
                testDenominator: share.denominator
            )
            try split.check(folds: spec.folds, of: table)
            return Prepared(table: table, train: split.train, test: split.test)
        } catch {
            throw ReplayError("the data set `\(spec.name)` has too few rows to be split as the plan asks")
        }
    }
}
