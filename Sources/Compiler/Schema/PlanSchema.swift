package import JSON
package import Plan

/// The JSON Schema (2020-12) of the plan language, made from the shapes that the compiler reads by.
package struct PlanSchema: Sendable {
    private let shape: RecordShape
    private let id: String
    private let title: String

    package init(language: Language) {
        self.init(
            shape: PlanSection(language).shape,
            id: "urn:planrun:plan:1",
            title: "planrun release plan, version 1"
        )
    }

    /// The schema of the files that plans include.
    package static func fragment(language: Language) -> PlanSchema {
        PlanSchema(
            shape: PlanSection(language).fragmentShape,
            id: "urn:planrun:fragment:1",
            title: "planrun file for plans to include, version 1"
        )
    }

    init(shape: RecordShape, id: String, title: String) {
        self.shape = shape
        self.id = id
        self.title = title
    }

    /// The whole schema.
    package var json: JSONValue {
        var object = Self.object(of: shape)
        object["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        object["$id"] = .string(id)
        object["title"] = .string(title)
        let first = ["$schema", "$id", "title"]
        let members = first.compactMap { name in object[name].map { (name, $0) } }
        object["$defs"] = ["variable": Self.variable]
        let rest = object.members.filter { !first.contains($0.name) }.map { ($0.name, $0.value) }
        return .object(JSONObject(members + rest))
    }

    private static func object(of shape: RecordShape) -> JSONObject {
        var object: JSONObject = [
            "description": .string(shape.summary),
            "type": "object",
            "properties": .object(JSONObject(shape.fields.map { ($0.key, property($0)) })),
            "additionalProperties": false,
        ]
        let required = shape.fields.filter(\.isRequired).map { JSONValue.string($0.key) }
        if !required.isEmpty { object["required"] = .array(required) }
        if shape.summary.isEmpty { object["description"] = nil }
        return object
    }

    private static func property(_ field: FieldShape) -> JSONValue {
        var schema = self.schema(of: field.shape)
        schema["description"] = .string(field.summary)
        if let text = field.defaultText { schema["default"] = defaultValue(text, field.shape) }
        return .object(schema)
    }

    private static func defaultValue(_ text: String, _ shape: ValueShape) -> JSONValue {
        switch shape {
        case .boolean: .bool(text == "true")
        case .integer: Int(text).map { .integer($0) } ?? .string(text)
        case .number: Double(text).map { .number($0) } ?? .string(text)
        default: .string(text)
        }
    }

    /// A text with a variable in it, which may stand for any single value.
    private static let variable: JSONValue = [
        "description": "`${NAME}`, a parameter of the plan, perhaps within text.",
        "type": "string",
        "pattern": #"\$\{"#,
    ]

    /// What a value of the shape looks like, or the variables that may stand for it.
    private static func schema(of shape: ValueShape) -> JSONObject {
        let plain = literal(of: shape)
        switch shape {
        case .name, .boolean, .number, .integer, .fraction, .duration, .moment, .rate, .url, .pointer,
            .database, .secret, .written, .choice:
            return ["anyOf": [.object(plain), ["$ref": "#/$defs/variable"]]]
        case .text, .path, .command, .message, .template, .query, .condition, .reference, .list, .record, .dictionary,
            .readings,
            .oneOf, .anyOf:
            return plain
        }
    }

    private static func literal(of shape: ValueShape) -> JSONObject {
        switch shape {
        case .text, .message, .template, .query: ["type": ["string", "number", "boolean"]]
        case .path: ["type": ["string", "number", "boolean"], "minLength": 1]
        case .command: command
        // A class may look like a number, and is a text all the same.
        case .reference("class"): ["type": ["string", "number", "boolean"], "minLength": 1]
        case .condition, .reference: ["type": "string", "minLength": 1]
        case .name: ["type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"]
        case .boolean: ["type": "boolean"]
        case .number(let range): number(in: range)
        case .integer(let range): integer(range)
        case .fraction:
            [
                "anyOf": [
                    ["type": "number", "minimum": 0, "maximum": 1],
                    ["type": "string", "pattern": #"^(100(\.0+)?|(0|[1-9][0-9]?)(\.[0-9]+)?)%$"#],
                ]
            ]
        case .readings(let value): ["type": "object", "additionalProperties": .object(schema(of: value))]
        case .moment: ["anyOf": [["const": 0], .object(literal(of: .duration))]]
        case .duration:
            [
                "type": "string",
                "pattern": .string("^(?=[0-9])" + Duration.units.map { "(\(number)\($0.name))?" }.joined() + "$"),
            ]
        case .rate: ["type": "string", "pattern": .string("^\(number)/(s|m|h|d)$")]
        case .url: ["type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]"]
        case .pointer: ["type": "string", "pattern": "^(/([^~/]|~[01])*)*$"]
        case .database: ["type": "string", "pattern": "^postgres(ql)?://"]
        case .secret: ["type": "string", "pattern": #"\$\{"#]
        case .written(_, let pattern): ["type": "string", "pattern": .string(pattern)]
        case .choice(let words): ["enum": .array(words.map(JSONValue.string))]
        case .list(let element, let minimum): list(element, minimum)
        case .record(let record): object(of: record)
        case .dictionary(let value, _, let wellKnown): dictionary(value, wellKnown)
        case .oneOf(let records): ["oneOf": .array(records.map { .object(object(of: $0)) })]
        case .anyOf(let shapes): ["anyOf": .array(shapes.map { .object(schema(of: $0)) })]
        }
    }

    /// A program, which has to be named, and its arguments.
    private static var command: JSONObject {
        [
            "type": "array",
            "prefixItems": [.object(schema(of: .path))],
            "items": .object(schema(of: .text)),
            "minItems": 1,
        ]
    }

    /// A decimal number without leading zeros.
    private static let number = #"(0|[1-9][0-9]*)(\.[0-9]+)?"#

    private static func integer(_ range: ClosedRange<Int>) -> JSONObject {
        var schema: JSONObject = ["type": "integer", "minimum": .integer(range.lowerBound)]
        if range.upperBound != .max { schema["maximum"] = .integer(range.upperBound) }
        return schema
    }

    private static func number(in range: NumberRange) -> JSONObject {
        var schema: JSONObject = ["type": "number"]
        if let lower = range.lower { schema[range.isLowerExcluded ? "exclusiveMinimum" : "minimum"] = .number(lower) }
        if let upper = range.upper { schema["maximum"] = .number(upper) }
        return schema
    }

    private static func list(_ element: ValueShape, _ minimum: Int) -> JSONObject {
        var schema: JSONObject = ["type": "array", "items": .object(self.schema(of: element))]
        if minimum > 0 { schema["minItems"] = .integer(minimum) }
        return schema
    }

    private static func dictionary(_ value: ValueShape, _ wellKnown: [FieldShape]) -> JSONObject {
        var schema: JSONObject = ["type": "object"]
        if !wellKnown.isEmpty {
            schema["properties"] = .object(JSONObject(wellKnown.map { ($0.key, property($0)) }))
        }
        schema["additionalProperties"] = .object(self.schema(of: value))
        schema["propertyNames"] = .object(literal(of: .name))
        return schema
    }
}
