import Plan

/// Where each key of the language stands, for whoever has put one into a mapping that does not have it.
struct KeyHomes: Sendable {
    /// Of a key with more places than these none is a good guess.
    private static let most = 2
    /// Shorter keys, such as `on`, stand for too much elsewhere.
    private static let shortest = 4

    private var places: [String: [String]] = [:]
    private var known: Set<ValueShape> = []

    init(_ root: RecordShape) { visit(root, at: "") }

    /// What to say of a key that is unknown in a mapping; nil where nothing is known of it, or too much.
    func help(for key: String, in shape: RecordShape) -> String? {
        if let field = shape.fields.first(where: { Self.has(key, $0.shape) }) {
            return "`\(key)` stands under `\(field.key)`"
        }
        guard key.utf8.count >= Self.shortest, let places = places[key], places.count <= Self.most else { return nil }
        return "`\(key)` stands in "
            + places.map { $0.isEmpty ? "the plan itself" : "`\($0)`" }.joined(separator: " and ")
    }

    /// Whether a mapping of that shape has the key.
    private static func has(_ key: String, _ shape: ValueShape) -> Bool {
        switch shape {
        case .record(let record): record[key] != nil
        case .anyOf(let shapes): shapes.contains { has(key, $0) }
        default: false
        }
    }

    private mutating func visit(_ record: RecordShape, at path: String) {
        for field in record.fields {
            places[field.key, default: []].append(path)
            visit(field.shape, at: path.isEmpty ? field.key : path + "." + field.key)
        }
    }

    private mutating func visit(_ shape: ValueShape, at path: String) {
        switch shape {
        case .list(let element, _): visit(element, at: path + "[]")
        case .dictionary(let value, let naming, _):
            visit(value, at: path + "." + naming.uppercased().replacing(" ", with: "_"))
        case .anyOf(let shapes): for shape in shapes { visit(shape, at: path) }
        case .record(let record) where known.insert(shape).inserted: visit(record, at: path)
        case .oneOf(let records) where known.insert(shape).inserted: for record in records { visit(record, at: path) }
        default: break
        }
    }
}
