package import JSON

/// What a model file says of its model: what it was made of, and what it needs of the rows that it is asked about.
package struct ModelHeader: Hashable, Sendable {
    /// The kind as plans name it.
    package let kind: String
    /// Its options, the defaults too.
    package let options: JSONValue
    /// The columns that it was trained on, in the order of its inputs.
    package let features: [String]
    /// The names of the categories of features that are no numbers, in order.
    package let categories: [String: [String]]
    package let label: String
    /// The classes in the order of its probabilities; none where it predicts numbers.
    package let classes: [String]
    /// The number of rows that it was trained on.
    package let rowCount: Int
    /// The SHA-256 of the file that it was trained on, in hexadecimal.
    package let dataDigest: String
    /// The SHA-256 of the kind with its options, as canonical JSON, in hexadecimal.
    package let recipeDigest: String
    /// The digest of the program by which it was trained; nil where there was no plan.
    package let programDigest: String?
    /// The program that wrote it, with its version.
    package let producer: String

    package init(
        kind: String,
        options: JSONValue,
        features: [String],
        categories: [String: [String]] = [:],
        label: String,
        classes: [String],
        rowCount: Int,
        dataDigest: String,
        recipeDigest: String,
        programDigest: String?,
        producer: String
    ) {
        self.kind = kind
        self.options = options
        self.features = features
        self.categories = categories
        self.label = label
        self.classes = classes
        self.rowCount = rowCount
        self.dataDigest = dataDigest
        self.recipeDigest = recipeDigest
        self.programDigest = programDigest
        self.producer = producer
    }

    var shape: ModelShape {
        ModelShape(
            featureCount: features.count,
            classCount: predictsNumbers ? 1 : classes.count,
            predictsNumbers: predictsNumbers
        )
    }

    /// Whether the model's answers are numbers and not probabilities of classes.
    package var predictsNumbers: Bool { classes.isEmpty }

    package var json: JSONObject {
        var json = plainJSON
        guard !categories.isEmpty else { return json }
        json["categories"] = .object(
            JSONObject(categories.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map(JSONValue.string))) })
        )
        return json
    }

    private var plainJSON: JSONObject {
        [
            "kind": .string(kind),
            "options": options,
            "features": .array(features.map(JSONValue.string)),
            "label": .string(label),
            "classes": .array(classes.map(JSONValue.string)),
            "rows": .integer(rowCount),
            "digests": [
                "data": .string(dataDigest),
                "recipe": .string(recipeDigest),
                "program": programDigest.map(JSONValue.string) ?? .null,
            ],
            "producer": .string(producer),
        ]
    }

    init(_ json: JSONValue) throws(ModelFileError) {
        guard let kind = json["kind"]?.string, let options = json["options"], options.object != nil,
            let features = Self.texts(json["features"]), let label = json["label"]?.string,
            let classes = Self.texts(json["classes"]), let rowCount = json["rows"]?.integer,
            let dataDigest = json["digests"]?["data"]?.string, let recipeDigest = json["digests"]?["recipe"]?.string,
            let producer = json["producer"]?.string
        else { throw .unusable("its header is incomplete") }
        guard !features.isEmpty, rowCount >= 0 else { throw .unusable("its header names no features") }
        var categories: [String: [String]] = [:]
        for member in json["categories"]?.object?.members ?? [] {
            guard features.contains(member.name), let names = Self.texts(member.value) else {
                throw .unusable("its header has categories of no feature")
            }
            categories[member.name] = names
        }
        self.init(
            kind: kind,
            options: options,
            features: features,
            categories: categories,
            label: label,
            classes: classes,
            rowCount: rowCount,
            dataDigest: dataDigest,
            recipeDigest: recipeDigest,
            programDigest: json["digests"]?["program"]?.string,
            producer: producer
        )
    }

    private static func texts(_ json: JSONValue?) -> [String]? {
        guard let array = json?.array else { return nil }
        let texts = array.compactMap(\.string)
        return texts.count == array.count && Set(texts).count == texts.count ? texts : nil
    }
}
