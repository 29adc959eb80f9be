import JSON
import Metrics
import Plan
import Platform
import Statistics

/// Columns written by hand, drawn from a seed or read from a fixture, and the shortest way from them to a metric's value.
struct ColumnSamples {
    var numbers: [String: [Double]] = [:]
    var texts: [String: [String?]] = [:]

    var count: Int { numbers.values.first?.count ?? texts.values.first?.count ?? 0 }

    /// The columns that a list asks for, texts numbered as they first appear in these rows.
    func batch(_ list: ColumnList, rows: Range<Int>? = nil) -> ColumnBatch {
        let rows = rows ?? 0..<count
        var names: [[String]] = []
        let texts = list.texts.map { name in
            var known: [String] = []
            let column = rows.map { row -> Int32 in
                guard let text = self.texts[name]?[row] else { return -1 }
                if let number = known.firstIndex(of: text) { return Int32(number) }
                known.append(text)
                return Int32(known.count - 1)
            }
            names.append(known)
            return column
        }
        let numbers = list.numbers.map { name in rows.map { self.numbers[name]?[$0] ?? .nan } }
        return ColumnBatch(count: rows.count, numbers: numbers, texts: texts, names: names)
    }

    /// What a metric says of all rows.
    func value(_ kind: String, _ options: [String: OptionValues.Value] = [:]) -> MetricValue {
        tallies(kind, options)?.value(of: 0) ?? .undefined(samples: 0, because: "there is no such metric")
    }

    /// What a metric keeps of all rows.
    func tallies(_ kind: String, _ options: [String: OptionValues.Value]) -> ColumnTallies? {
        guard let metric = MetricKindRegistry.metric(kind, OptionValues(options)) else { return nil }
        var tallies = ColumnTallies([metric])
        tallies.add(batch(tallies.columns))
        return tallies
    }

    /// The fixtures of one kind, each with what other programs say of its rows.
    static func fixtures(
        _ kind: String
    ) throws -> [(samples: ColumnSamples, expected: [String: Double], intervals: [String: [Double]])] {
        let folder = Path.folder(of: Path.folder(of: #filePath))
        let json = try JSONValue(parsing: FileSystem.read(Path.join(folder, "Fixtures/columns.json")))
        return (json[kind]?.array ?? []).map { fixture in
            var samples = ColumnSamples()
            for column in fixture["rows"]?.object?.members ?? [] {
                let cells = column.value.array ?? []
                if cells.first?.string == nil {
                    samples.numbers[column.name] = cells.map { $0.number ?? .nan }
                } else {
                    samples.texts[column.name] = cells.map(\.string)
                }
            }
            let expected = fixture["expected"]?.object?.members ?? []
            let intervals = fixture["intervals"]?.object?.members ?? []
            return (
                samples,
                Dictionary(expected.map { ($0.name, $0.value.number ?? .nan) }) { first, _ in first },
                Dictionary(intervals.map { ($0.name, ($0.value.array ?? []).compactMap(\.number)) }) { first, _ in first
                }
            )
        }
    }

    /// Random rows, some cells of which are missing; scores from a few values, so that there are ties, or from all.
    static func random(rows: Int, ties: Bool, from generator: inout SplitMix64) -> ColumnSamples {
        var samples = ColumnSamples()
        func number(_ generator: inout SplitMix64) -> Double {
            if generator.next(below: 12) == 0 { return .nan }
            return ties ? Double(generator.next(below: 11)) / 10 : generator.nextUnit()
        }
        for name in ["score", "truth", "guess"] {
            samples.numbers[name] = (0..<rows).map { _ in number(&generator) }
        }
        for (name, size) in [("label", 2), ("prediction", 2), ("region", 3)] {
            samples.texts[name] = (0..<rows).map { _ in
                generator.next(below: 15) == 0 ? nil : "\(name == "region" ? "r" : "c")\(generator.next(below: size))"
            }
        }
        return samples
    }
}
