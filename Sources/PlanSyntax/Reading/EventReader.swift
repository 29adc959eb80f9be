import CYAML

/// The one owner of libyaml's handles: it pulls events from a text and deletes each exactly once.
///
/// No pointer leaves it. What an event holds can be asked for until the next event is read.
struct EventReader: ~Copyable {
    enum Kind {
        case documentStart, scalar, sequenceStart, mappingStart, sequenceEnd, mappingEnd, alias, streamEnd
        /// Events that carry nothing the tree needs.
        case other
        /// The text cannot be read; `problem` says why.
        case failed
    }

    /// What libyaml says of a text that it cannot read. Marks count code points from the first byte given to it.
    struct Problem {
        let message: String
        let context: String
        let mark: Int
        let contextMark: Int
    }

    /// What the read handler needs; a heap object, since libyaml keeps its address.
    private struct Input {
        let bytes: [UInt8]
        /// What comes before them and has not been read yet.
        var lead: [UInt8]
        var position: Int
        let end: Int
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let input: UnsafeMutablePointer<Input>
    private let isReady: Bool

    /// A reader of a range of `bytes`, which must be UTF-8 with no byte order mark at its beginning.
    ///
    /// - Parameter lead: what is read before it, as if it stood there.
    init(bytes: [UInt8], _ range: Range<Int>, after lead: [UInt8] = []) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        input = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        input.initialize(to: Input(bytes: bytes, lead: lead, position: range.lowerBound, end: range.upperBound))
        parser.initialize(to: yaml_parser_t())
        isReady = yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input(parser, EventReader.read, input)
    }

    deinit {
        yaml_event_delete(event)
        if isReady { yaml_parser_delete(parser) }
        input.deinitialize(count: 1)
        input.deallocate()
        event.deallocate()
        parser.deallocate()
    }

    /// Reads the next event, letting go of the one before.
    mutating func next() -> Kind {
        guard isReady else { return .failed }
        // Deleting clears the event, so that an event which was never filled is never freed.
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { return .failed }
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: return .scalar
        case YAML_MAPPING_START_EVENT: return .mappingStart
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        // An event of no kind is what libyaml gives after the end.
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
        default: return .other
        }
    }

    /// Where the event begins and ends, in code points.
    var startMark: Int { event.pointee.start_mark.index }
    var endMark: Int { event.pointee.end_mark.index }

    var problem: Problem {
        guard isReady, parser.pointee.error != YAML_MEMORY_ERROR else {
            return Problem(message: "out of memory", context: "", mark: 0, contextMark: 0)
        }
        return Problem(
            message: EventReader.string(parser.pointee.problem) ?? "",
            context: EventReader.string(parser.pointee.context) ?? "",
            mark: parser.pointee.problem_mark.index,
            contextMark: parser.pointee.context_mark.index
        )
    }

    // MARK: What the current event holds

    var textCount: Int { event.pointee.data.scalar.length }

    /// Whether a scalar's text is these bytes of the source.
    func textEquals(_ source: [UInt8], from start: Int) -> Bool {
        let scalar = event.pointee.data.scalar
        guard let value = scalar.value else { return false }
        return source.equals(UnsafeBufferPointer(start: value, count: scalar.length), from: start)
    }

    func appendText(to arena: inout [UInt8]) {
        let scalar = event.pointee.data.scalar
        guard let value = scalar.value else { return }
        arena.append(contentsOf: UnsafeBufferPointer(start: value, count: scalar.length))
    }

    var scalarStyle: SyntaxNode.Style {
        switch event.pointee.data.scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    var collectionStyle: SyntaxNode.Style {
        switch event.pointee.type {
        case YAML_SEQUENCE_START_EVENT:
            event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
        default: event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
        }
    }

    /// The name of the event's anchor, or of the alias.
    var anchor: String? {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: EventReader.string(event.pointee.data.scalar.anchor)
        case YAML_SEQUENCE_START_EVENT: EventReader.string(event.pointee.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT: EventReader.string(event.pointee.data.mapping_start.anchor)
        case YAML_ALIAS_EVENT: EventReader.string(event.pointee.data.alias.anchor)
        default: nil
        }
    }

    /// The event's tag in full, such as `tag:yaml.org,2002:str`.
    var tag: String? {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: EventReader.string(event.pointee.data.scalar.tag)
        case YAML_SEQUENCE_START_EVENT: EventReader.string(event.pointee.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT: EventReader.string(event.pointee.data.mapping_start.tag)
        default: nil
        }
    }

    private static func string(_ characters: UnsafePointer<CChar>?) -> String? {
        characters.map { String(cString: $0) }
    }

    private static func string(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        characters.map { String(cString: $0) }
    }

    /// Copies the next bytes of the text to libyaml's buffer.
    private static let read:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, Int, UnsafeMutablePointer<Int>?
        ) -> Int32 = { data, buffer, size, count in
            guard let data, let buffer, let count else { return 0 }
            let input = data.assumingMemoryBound(to: Input.self)
            guard input.pointee.lead.isEmpty else {
                let length = min(size, input.pointee.lead.count)
                input.pointee.lead.withUnsafeBufferPointer { lead in
                    if let base = lead.baseAddress { buffer.update(from: base, count: length) }
                }
                input.pointee.lead.removeFirst(length)
                count.pointee = length
                return 1
            }
            let length = min(size, input.pointee.end - input.pointee.position)
            input.pointee.bytes.withUnsafeBufferPointer { bytes in
                guard length > 0, let base = bytes.baseAddress else { return }
                buffer.update(from: base + input.pointee.position, count: length)
            }
            input.pointee.position += length
            count.pointee = length
            return 1
        }
}
