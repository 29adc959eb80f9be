import Statistics

extension FeaturePreparation {
    private static let sources = "prepared_sources"
    private static let contents = "prepared_contents"
    private static let fills = "prepared_fills"
    private static let centers = "prepared_centers"
    private static let scales = "prepared_scales"
    private static let places = "prepared_places"

    /// What stands in `contents` for a number, and for a place in an order; for an indicator it is where the category stands among
    /// the feature's names.
    private static let number: Int32 = -1
    private static let order: Int32 = -2

    func add(to parts: inout ModelParts, _ header: ModelHeader) {
        var contents: [Int32] = []
        var places: [Double] = []
        for column in columns {
            let numbers = header.categoryNumbers(of: column.source)
            switch column.content {
            case .number: contents.append(Self.number)
            case .indicator(let number): contents.append(Int32(numbers.firstIndex(of: number) ?? 0))
            case .order:
                contents.append(Self.order)
                places += numbers.map { orders[column.source]?[$0] ?? .nan }
            }
        }
        parts.add(Self.sources, columns.map { Int32($0.source) })
        parts.add(Self.contents, contents)
        parts.add(Self.fills, columns.map(\.fill))
        parts.add(Self.centers, columns.map { if case .number(let center, _) = $0.content { center } else { 0 } })
        parts.add(Self.scales, columns.map { if case .number(_, let scale) = $0.content { scale } else { 1 } })
        parts.add(Self.places, places)
    }

    /// Reads columns of unknown origin; nil where rows are taken as they are.
    init?(_ parts: ModelParts, _ header: ModelHeader) throws(ModelFileError) {
        guard parts.has(Self.sources) else { return nil }
        let sources = try parts.integers(Self.sources, in: 0..<header.features.count).map { Int($0) }
        let count = sources.count
        guard count > 0 else { throw .unusable("`\(Self.sources)` is empty") }
        let contents = try parts.integers(Self.contents, count: count, in: Int(Self.order)..<Int(Int32.max))
        let fills = try parts.numbers(Self.fills, count: count)
        let centers = try parts.numbers(Self.centers, count: count)
        let scales = try parts.numbers(Self.scales, count: count)
        var places = try parts.numbers(Self.places)[...]
        guard (centers + scales).allSatisfy(\.isFinite), !scales.contains(0) else {
            throw .unusable("`\(Self.scales)` is out of range")
        }
        var columns: [Column] = []
        var orders: [Int: [Double: Double]] = [:]
        for (index, source) in sources.enumerated() {
            let numbers = header.categoryNumbers(of: source)
            let content: Column.Content
            switch contents[index] {
            case Self.number: content = .number(center: centers[index], scale: scales[index])
            case Self.order:
                guard numbers.count <= places.count else { throw .unusable("`\(Self.places)` is too short") }
                let own = places.prefix(numbers.count)
                places = places.dropFirst(numbers.count)
                let known = zip(numbers, own).filter { !$0.1.isNaN }
                orders[source] = Dictionary(known.map { ($0.0, $0.1) }) { first, _ in first }
                content = .order
            default:
                guard Int(contents[index]) < numbers.count else {
                    throw .unusable("`\(Self.contents)` is out of range")
                }
                content = .indicator(numbers[Int(contents[index])])
            }
            columns.append(Column(source: source, content: content, fill: fills[index]))
        }
        self.init(featureCount: header.features.count, columns: columns, orders: orders)
    }
}

extension ModelHeader {
    /// The numbers of a feature's categories, in the order of their names.
    fileprivate func categoryNumbers(of feature: Int) -> [Double] {
        (categories[features[feature]] ?? []).map { CategoryNumber.of($0) }
    }
}
