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
    case number(NumberRange)
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
    /// Text in which these names stand for values, each in double braces: `{{model}}`.
    case template([String])
    /// A query in SQL with parameters of these names, each after a colon: `:model`.
    case query(SQLPlaceholders.Dialect, [String])
    /// A place in a JSON value (RFC 6901): `/predictions/0`.
    case pointer
    /// The address of a PostgreSQL server, whose password is no plain text.
    case database
    /// A text that is a secret whatever it looks like, and so comes from a secret parameter.
    case secret
    /// Text of a form: what it is called, and the regular expression that the schema has for it.
    case written(as: String, pattern: String)
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
    /// All of it as one reference: every mapping of a long plan is read by one.
    private let table: Table

    private final class Table: Sendable {
        let name: String
        let summary: String
        let fields: [FieldShape]
        /// The keys of the fields, in their order.
        let words: [KeyWord?]
        /// The places of the fields that every mapping must have.
        let required: [Int]

        init(_ name: String, _ summary: String, _ fields: [FieldShape]) {
            self.name = name
            self.summary = summary
            self.fields = fields
            words = fields.map(\.word)
            required = fields.indices.filter { fields[$0].isRequired }
        }
    }

    package init(_ name: String, _ summary: String, _ fields: [FieldShape]) {
        table = Table(name, summary, fields)
    }

    /// What messages and the schema call it, such as `watch`.
    package var name: String { table.name }
    /// What it is for, in one sentence.
    package var summary: String { table.summary }
    package var fields: [FieldShape] { table.fields }
    package var fieldCount: Int { table.fields.count }
    /// The places of the fields that every mapping must have.
    package var required: [Int] { table.required }

    /// Where the field of a key stands among the fields. A mapping has few keys: looking through them is faster than hashing.
    package func place(of field: FieldShape) -> Int? { place(of: field.key, field.word) }

    /// The same of a key, of which a short word is known.
    package func place(of key: @autoclosure () -> String, _ word: KeyWord?) -> Int? {
        if let word {
            for place in table.words.indices where table.words[place] == word { return place }
            return nil
        }
        let key = key()
        return table.fields.firstIndex { $0.key == key }
    }

    package static func == (left: RecordShape, right: RecordShape) -> Bool {
        left.table === right.table
            || (left.name == right.name && left.summary == right.summary && left.fields == right.fields)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

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
        word = KeyWord(key)
        isSingleValue = shape.isSingleValue
    }
}

extension ValueShape {
    /// Whether it takes neither lists nor mappings.
    fileprivate var isSingleValue: Bool {
        switch self {
        case .text, .name, .boolean, .integer, .number, .fraction, .duration, .moment, .rate, .path, .url, .condition,
            .message, .template, .query, .pointer, .database, .secret, .written, .choice, .reference:
            true
        case .anyOf(let shapes): shapes.allSatisfy(\.isSingleValue)
        case .command, .list, .record, .dictionary, .readings, .oneOf: false
        }
    }
}
