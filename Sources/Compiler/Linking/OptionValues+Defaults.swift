import Plan

extension OptionValues {
    /// What stands where a plan does not say, so that saying the same is the same program.
    static func defaults(of options: [FieldShape]) -> OptionValues {
        var values: [String: Value] = [:]
        for option in options {
            values[option.key] = option.defaultText.flatMap { value($0, option.shape) }
        }
        return OptionValues(values)
    }

    private static func value(_ text: String, _ shape: ValueShape) -> Value? {
        switch shape {
        case .boolean: Bool(text).map { .boolean($0) }
        case .integer(let range): Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .number(let range): Double(text).flatMap { range.contains($0) ? .number($0) : nil }
        case .fraction:
            (Rational(decimal: text) ?? Rational(decimal: text.dropLast())?.divided(by: 100)).map { .number($0.value) }
        case .choice(let words): words.contains(text) ? .text(text) : nil
        case .anyOf(let shapes): shapes.lazy.compactMap { value(text, $0) }.first
        case .text, .name, .duration, .moment, .rate, .path, .url, .command, .condition, .message, .template, .query,
            .pointer, .database, .secret, .written,
            .reference,
            .list,
            .record,
            .dictionary, .readings,
            .oneOf:
            .text(text)
        }
    }
}
