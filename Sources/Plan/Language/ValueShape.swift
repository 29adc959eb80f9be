/// What a value in a plan may look like.
///
/// One table of shapes drives the compiler's checks, the JSON Schema, and the reference: what one of them refuses the
/// others refuse.
package indirect enum ValueShape: Hashable, Sendable {
    /// Any text.
    case text
    /// A word that other places refer to: letters, digits, `_` and `-`, starting with a letter.
    case name
    case boolean
    case integer(ClosedRange<Int>)
    /// A finite decimal number.
    case number
    /// A share, written `5%` or `0.05`, from 0 to 1.
    case fraction
    /// A length of time such as `250ms`, `30m`, `1h30m` or `7d`, longer than nothing.
    case duration
    /// A point of a run's time: a duration since its start, `0s` for the start.
    case moment
    /// How often something happens, such as `20/s`.
    case rate
    /// A file, relative to the plan.
    case path
    /// A program with its arguments, one text an element: no shell reads it.
    case command
    /// An address that begins with `http://` or `https://`, without a user and password.
    case url
    /// A condition in the plan language's own grammar.
    case condition
    /// Text in which `{{metric}}` stands for a value.
    case message
    /// One of these words.
    case choice([String])
    /// The name of something else in the plan; the text says of what, such as "notifier".
    case reference(to: String)
    case list(of: ValueShape, atLeast: Int)
    /// A mapping with these keys and no others.
    case record(RecordShape)
    /// A mapping whose keys the author chooses; the text says what a key names. Some keys may have a shape of their own.
    case dictionary(of: ValueShape, naming: String, wellKnown: [FieldShape])
    /// A mapping whose keys are metrics as conditions write them.
    case readings(of: ValueShape)
    /// A mapping of one of these shapes, told apart by the key of their first field.
    case oneOf([RecordShape])
    /// A value of any of these shapes.
    case anyOf([ValueShape])
}

/// A mapping with fixed keys.
package struct RecordShape: Hashable, Sendable {
    /// What messages and the schema call it, such as `watch`.
    package let name: String
    /// What it is for, in one sentence.
    package let summary: String
    package let fields: [FieldShape]
    /// The keys of the fields, in their order.
    private let words: [KeyWord?]

    package init(_ name: String, _ summary: String, _ fields: [FieldShape]) {
        self.name = name
        self.summary = summary
        self.fields = fields
        words = fields.map(\.word)
    }

    /// Where the field of a key stands among the fields. A mapping has few keys: looking through them is faster than hashing.
    package func place(of field: FieldShape) -> Int? { place(of: field.key, field.word) }

    /// The same of a key, of which a short word is known.
    package func place(of key: @autoclosure () -> String, _ word: KeyWord?) -> Int? {
        if let word { return words.firstIndex(of: word) }
        let key = key()
        return fields.firstIndex { $0.key == key }
    }

    package subscript(key: String) -> FieldShape? { fields.first { $0.key == key } }
}

/// One key of a mapping, with the shape of its value.
package struct FieldShape: Hashable, Sendable {
    package let key: String
    package let shape: ValueShape
    package let isRequired: Bool
    /// The value that stands where the key is absent, as a plan would write it.
    package let defaultText: String?
    /// What the key means, in one sentence.
    package let summary: String
    /// The key, where it is short.
    package let word: KeyWord?
    /// Whether the value is neither a list nor a mapping.
    package let isSingleValue: Bool

    package init(
        _ key: String,
        _ shape: ValueShape,
        required: Bool = false,
        default defaultText: String? = nil,
        _ summary: String
    ) {
        self.key = key
        self.shape = shape
        self.isRequired = required
        self.defaultText = defaultText
        self.summary = summary
        word = KeyWord(ArraySlice(key.utf8))
        isSingleValue = shape.isSingleValue
    }
}

extension ValueShape {
    /// Whether it takes neither lists nor mappings.
    fileprivate var isSingleValue: Bool {
        switch self {
        case .text, .name, .boolean, .integer, .number, .fraction, .duration, .moment, .rate, .path, .url, .condition,
            .message, .choice, .reference:
            true
        case .anyOf(let shapes): shapes.allSatisfy(\.isSingleValue)
        case .command, .list, .record, .dictionary, .readings, .oneOf: false
        }
    }
}
