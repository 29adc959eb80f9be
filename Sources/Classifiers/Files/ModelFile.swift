import Digests
import JSON

/// A trained model as a file: its header and its columns of numbers; see docs/model-files.md.
///
/// All of it is little-endian. Eight bytes that no text begins with, the version and the header's length as four bytes
/// each, the header as JSON in UTF-8, the columns in the header's order, and the SHA-256 of all that. Header and columns
/// each begin at a multiple of eight bytes, so that a mapped file can be used where it is.
package struct ModelFile: Sendable {
    package static let version = 1
    /// As a PNG file's: a byte that is not ASCII, the name, and line breaks that a transfer as text would change.
    private static let mark: [UInt8] = [0x89, 0x70, 0x6C, 0x61, 0x6E, 0x0D, 0x0A, 0x1A]
    private static let headerStart = 16

    package let header: ModelHeader
    package let classifier: any Classifier
    private let form: String
    private let parts: ModelParts

    /// Nil where models of that type cannot be kept.
    package init?(_ header: ModelHeader, _ classifier: any Classifier) {
        let prepared = classifier as? PreparedClassifier
        guard let stored = (prepared?.model ?? classifier) as? any StoredClassifier else { return nil }
        self.header = header
        self.classifier = classifier
        form = type(of: stored).form
        var parts = stored.parts
        prepared?.preparation.add(to: &parts, header)
        self.parts = parts
    }

    // MARK: Writing

    package var bytes: [UInt8] {
        var json = header.json
        json["form"] = .string(form)
        json["columns"] = .array(
            parts.columns.map { name, column in
                switch column {
                case .numbers(let numbers): ["name": .string(name), "type": "f64", "count": .integer(numbers.count)]
                case .integers(let integers): ["name": .string(name), "type": "i32", "count": .integer(integers.count)]
                }
            }
        )
        let head = Array(JSONValue.object(json).canonicalText.utf8)
        var bytes = Self.mark
        Self.append([UInt32(Self.version), UInt32(head.count)], to: &bytes)
        bytes += head
        for (_, column) in parts.columns {
            Self.pad(&bytes)
            switch column {
            case .numbers(let numbers): Self.append(numbers, to: &bytes)
            case .integers(let integers): Self.append(integers, to: &bytes)
            }
        }
        return bytes + SHA256.digest(bytes).bytes
    }

    private static func append<Number: BitwiseCopyable>(_ numbers: [Number], to bytes: inout [UInt8]) {
        numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    private static func pad(_ bytes: inout [UInt8]) { while bytes.count % 8 != 0 { bytes.append(0) } }

    // MARK: Reading

    /// Reads bytes of unknown origin; whatever they are, there is a model that answers every row, or an error.
    package init(bytes: [UInt8]) throws(ModelFileError) {
        guard bytes.starts(with: Self.mark) else { throw .foreign }
        guard bytes.count >= Self.headerStart else { throw .cutOff(expected: Self.headerStart, found: bytes.count) }
        let sizes: [UInt32] = Self.numbers(in: bytes, from: Self.mark.count, count: 2)
        guard sizes[0] == Self.version else { throw .unknownVersion(Int(sizes[0])) }
        let headerEnd = Self.headerStart + Int(sizes[1])
        guard headerEnd <= bytes.count else { throw .cutOff(expected: headerEnd, found: bytes.count) }
        guard let json = try? JSONValue(parsing: Array(bytes[Self.headerStart..<headerEnd])) else { throw .damaged }
        let (parts, end) = try Self.columns(json["columns"]?.array ?? [], in: bytes, from: headerEnd)
        guard bytes.count == end + Digest.byteCount else { throw .damaged }
        guard SHA256.digest(Array(bytes[..<end])).bytes == Array(bytes[end...]) else { throw .damaged }
        let form = json["form"]?.string ?? ""
        guard let type = StoredForms.all.first(where: { $0.form == form }) else {
            throw .unusable("its form `\(form)` is unknown")
        }
        header = try ModelHeader(json)
        if let preparation = try FeaturePreparation(parts, header) {
            let shape = header.shape.with(featureCount: preparation.columns.count)
            classifier = PreparedClassifier(preparation: preparation, model: try type.init(parts, shape: shape))
        } else {
            classifier = try type.init(parts, shape: header.shape)
        }
        guard classifier.predictsNumbers == header.predictsNumbers else {
            throw .unusable("its header names no classes")
        }
        self.form = form
        self.parts = parts
    }

    /// The columns that the header lists, and where they end.
    private static func columns(
        _ list: [JSONValue],
        in bytes: [UInt8],
        from start: Int
    ) throws(ModelFileError) -> (ModelParts, end: Int) {
        var parts = ModelParts()
        var place = start
        for entry in list {
            guard let name = entry["name"]?.string, let type = entry["type"]?.string,
                let count = entry["count"]?.integer,
                count >= 0, count <= bytes.count * 8, type == "f64" || type == "i32"
            else { throw .damaged }
            place = (place + 7) / 8 * 8
            let end = place + count * (type == "f64" ? 8 : 4)
            guard end + Digest.byteCount <= bytes.count else {
                throw .cutOff(expected: end + Digest.byteCount, found: bytes.count)
            }
            if type == "f64" {
                parts.add(name, numbers(in: bytes, from: place, count: count) as [Double])
            } else {
                parts.add(name, numbers(in: bytes, from: place, count: count) as [Int32])
            }
            place = end
        }
        return (parts, place)
    }

    private static func numbers<Number: BitwiseCopyable>(
        in bytes: [UInt8],
        from start: Int,
        count: Int
    ) -> [Number] {
        let size = MemoryLayout<Number>.size
        return bytes[start..<start + count * size].withUnsafeBytes { bytes in
            (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
        }
    }
}
