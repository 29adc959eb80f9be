import Plan

// Keys whose values are single words, numbers or quantities.

extension Key where Value == Located<String> {
    static func text(_ key: String, required: Bool = false, _ summary: String) -> Key {
        Key(key, .text, required: required, summary) { $1.text($0) }
    }

    static func name(_ key: String, required: Bool = false, default text: String? = nil, _ summary: String) -> Key {
        Key(key, .name, required: required, default: text, summary) { $1.name($0) }
    }

    static func path(_ key: String, required: Bool = false, _ summary: String) -> Key {
        Key(key, .path, required: required, summary) { $1.path($0) }
    }

    static func reference(_ key: String, to kind: String, required: Bool = false, _ summary: String) -> Key {
        Key(key, .reference(to: kind), required: required, summary) { $1.reference($0) }
    }
}

extension Key where Value == Bool {
    static func boolean(_ key: String, default value: Bool, _ summary: String) -> Key {
        Key(key, .boolean, default: value ? "true" : "false", summary) { $1.boolean($0) }
    }
}

extension Key where Value == Located<Int> {
    static func integer(
        _ key: String,
        _ range: ClosedRange<Int>,
        required: Bool = false,
        default value: Int? = nil,
        _ summary: String
    ) -> Key {
        Key(key, .integer(range), required: required, default: value.map(String.init), summary) {
            $1.integer($0, in: range)
        }
    }
}

extension Key where Value == Double {
    static func number(_ key: String, default text: String, _ summary: String) -> Key {
        Key(key, .number(.any), default: text, summary) { $1.number($0) }
    }
}

extension Key where Value == Located<Rational> {
    static func fraction(_ key: String, required: Bool = false, _ summary: String) -> Key {
        Key(key, .fraction, required: required, summary) { $1.fraction($0) }
    }
}

extension Key where Value == Located<Duration> {
    static func duration(_ key: String, required: Bool = false, default text: String? = nil, _ summary: String) -> Key {
        Key(key, .duration, required: required, default: text, summary) { $1.duration($0) }
    }
}

extension Key where Value == Located<Rate> {
    static func rate(_ key: String, required: Bool = false, _ summary: String) -> Key {
        Key(key, .rate, required: required, summary) { $1.rate($0) }
    }
}

extension Key {
    /// A key that takes one of an enum's words.
    static func word<Word: RawRepresentable & CaseIterable & Hashable & Sendable>(
        _ key: String,
        _ type: Word.Type,
        required: Bool = false,
        default value: Word? = nil,
        _ summary: String
    ) -> Key<Located<Word>> where Value == Located<Word>, Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue)
        return Key(key, .choice(words), required: required, default: value?.rawValue, summary) { $1.word($0, type) }
    }
}
