import Digests
import JSON
package import Platform

/// A trained model as a file: its header and its columns of numbers; see docs/model-files.md.
///
/// All of it is little-endian. Eight bytes that no text begins with, the version and the header's length as four bytes
/// each, the header as JSON in UTF-8, the columns in the header's order, and the SHA-256 of all that. Header and columns
/// each begin at a multiple of eight bytes, so that a mapped file can be used where it is.
package struct ModelFile: Sendable {
    package static let version = 2
    /// The first, whose trees have their nodes in three columns, is read as well.
    private static let firstVersion = 1
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
            parts.columns.map { name, content in
                ["name": .string(name), "type": .string(content.type), "count": .integer(content.count)]
            }
        )
        let head = Array(JSONValue.object(json).canonicalText.utf8)
        var bytes = Self.mark
        Self.append([UInt32(Self.version), UInt32(head.count)], to: &bytes)
        bytes += head
        for (_, content) in parts.columns {
            Self.pad(&bytes)
            switch content {
            case .numbers(let numbers): Self.append(numbers.array, to: &bytes)
            case .integers(let integers): Self.append(integers.array, to: &bytes)
            case .nodes(let nodes): Self.append(nodes.array, to: &bytes)
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
        try self.init(bytes.span.bytes, of: nil)
    }

    /// The same of a file, whose trees are used where they are. All of it is looked through once, since its digest is checked.
    package init(_ file: MappedFile) throws(ModelFileError) {
        self = try file.withBytes { bytes throws(ModelFileError) in try ModelFile(bytes, of: file) }
    }

    /// - Parameter file: what the bytes are of, for models that are used where they are; nil to copy them.
    private init(_ bytes: RawSpan, of file: MappedFile?) throws(ModelFileError) {
        let count = bytes.byteCount
        guard count >= Self.mark.count, Self.array(bytes, from: 0, count: Self.mark.count) == Self.mark else {
            throw .foreign
        }
        guard count >= Self.headerStart else { throw .cutOff(expected: Self.headerStart, found: count) }
        let sizes: [UInt32] = Self.array(bytes, from: Self.mark.count, count: 2)
        guard Self.firstVersion...Self.version ~= Int(sizes[0]) else { throw .unknownVersion(Int(sizes[0])) }
        let headerEnd = Self.headerStart + Int(sizes[1])
        guard headerEnd <= count else { throw .cutOff(expected: headerEnd, found: count) }
        let head: [UInt8] = Self.array(bytes, from: Self.headerStart, count: Int(sizes[1]))
        guard let json = try? JSONValue(parsing: head) else { throw .damaged }
        let (parts, end) = try Self.columns(json["columns"]?.array ?? [], in: bytes, of: file, from: headerEnd)
        guard count == end + Digest.byteCount else { throw .damaged }
        let digest = SHA256.digest(bytes.extracting(0..<end)).bytes
        guard digest == Self.array(bytes, from: end, count: Digest.byteCount) else { throw .damaged }
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
        in bytes: RawSpan,
        of file: MappedFile?,
        from start: Int
    ) throws(ModelFileError) -> (ModelParts, end: Int) {
        var parts = ModelParts()
        var place = start
        let sizes = ["f64": 8, "i32": 4, "node": 16]
        for entry in list {
            guard let name = entry["name"]?.string, let type = entry["type"]?.string, let size = sizes[type],
                let count = entry["count"]?.integer, count >= 0, count <= bytes.byteCount * 8
            else { throw .damaged }
            place = (place + 7) / 8 * 8
            let end = place + count * size
            guard end + Digest.byteCount <= bytes.byteCount else {
                throw .cutOff(expected: end + Digest.byteCount, found: bytes.byteCount)
            }
            switch type {
            case "f64": parts.add(name, .numbers(column(bytes, of: file, from: place, count: count)))
            case "i32": parts.add(name, .integers(column(bytes, of: file, from: place, count: count)))
            default: parts.add(name, .nodes(column(bytes, of: file, from: place, count: count)))
            }
            place = end
        }
        return (parts, place)
    }

    private static func column<Element: BitwiseCopyable & Sendable>(
        _ bytes: RawSpan,
        of file: MappedFile?,
        from start: Int,
        count: Int
    ) -> Column<Element> {
        if let file, let mapped = MappedElements<Element>(file, at: start, count: count) { return Column(mapped) }
        return Column(array(bytes, from: start, count: count))
    }

    private static func array<Element: BitwiseCopyable>(_ bytes: RawSpan, from start: Int, count: Int) -> [Element] {
        let size = MemoryLayout<Element>.stride
        return (0..<count).map { bytes.unsafeLoadUnaligned(fromByteOffset: start + $0 * size, as: Element.self) }
    }
}
