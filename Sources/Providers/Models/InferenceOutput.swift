import JSON

/// The tensor of an answer that has the predictions.
struct InferenceOutput {
    private let datatype: String
    private let data: [JSONValue]

    /// - Parameter name: Which tensor, where the plan says it. Nil where the answer has none that will do.
    init?(_ answer: JSONValue, named name: String?) {
        let tensors = answer["outputs"]?.array ?? []
        let ranked = tensors.enumerated().sorted {
            (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset)
        }
        let chosen = name.map { name in tensors.first { $0["name"]?.string == name } } ?? ranked.first?.element
        guard let chosen, let datatype = chosen["datatype"]?.string, let data = chosen["data"]?.array else {
            return nil
        }
        self.datatype = datatype
        self.data = Self.flat(data)
    }

    /// Texts are labels; whole numbers stand for some; anything else is a probability.
    private static func rank(_ tensor: JSONValue) -> Int {
        let datatype = tensor["datatype"]?.string ?? ""
        if datatype == "BYTES" { return 0 }
        return datatype.hasPrefix("INT") || datatype.hasPrefix("UINT") || datatype == "BOOL" ? 1 : 2
    }

    /// Data may be flat or nested as the shape is; a tensor has few dimensions.
    private static func flat(_ data: [JSONValue]) -> [JSONValue] {
        var data = data
        for _ in 0..<8 {
            guard data.contains(where: { $0.array != nil }) else { return data }
            data = data.flatMap { $0.array ?? [$0] }
        }
        return data
    }

    /// What it says of each of so many rows: a label, a number, or the probabilities of the classes; nil where it has none for
    /// each.
    func rows(_ count: Int) -> [JSONValue]? {
        guard count > 0, !data.isEmpty, data.count % count == 0 else { return nil }
        let width = data.count / count
        if width == 1 { return data.map(value) }
        guard datatype != "BYTES" else { return nil }
        return stride(from: 0, to: data.count, by: width).map { .array(Array(data[$0..<$0 + width])) }
    }

    /// A whole number of a tensor of floating-point numbers stays one: `1.0` may be written `1`.
    private func value(_ element: JSONValue) -> JSONValue {
        datatype.hasPrefix("FP") ? element.number.map { .number($0) } ?? element : element
    }
}
