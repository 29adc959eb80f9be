import Execution
import JSON

/// The tensors that a model behind the Open Inference Protocol takes.
struct InferenceInputs: Sendable {
    private struct Input: Sendable {
        let name: String
        let datatype: String
        /// -1 where any length will do.
        let shape: [Int]
    }

    /// Why rows do not fit the model, in words that follow its address.
    struct Misfit: Error, Hashable {
        let words: String
    }

    private let inputs: [Input]

    /// What a model's metadata say; many servers know nothing of its inputs.
    init(_ metadata: JSONValue) {
        inputs = (metadata["inputs"]?.array ?? []).compactMap { input in
            guard let name = input["name"]?.string, let datatype = input["datatype"]?.string else { return nil }
            return Input(name: name, datatype: datatype, shape: (input["shape"]?.array ?? []).compactMap(\.integer))
        }
    }

    /// The rows as one tensor, a row in each line of it, where the model takes one; else as one for each column that it takes.
    func tensors(of rows: RemoteRows) throws(Misfit) -> JSONValue {
        if inputs.count > 1 { return try columnTensors(rows) }
        let isNumeric = rows.rows.allSatisfy { $0.allSatisfy { $0.number != nil || $0 == .null } }
        let input = inputs.first ?? Input(name: "input-0", datatype: isNumeric ? "FP64" : "BYTES", shape: [-1, -1])
        let width = rows.columns.count
        if input.shape.count > 1, let wanted = input.shape.last, wanted > 0, wanted != width {
            throw Misfit(words: "takes \(wanted) columns, and the data have \(width)")
        }
        guard input.shape.count != 1 || width == 1 else {
            throw Misfit(words: "takes one column, and the data have \(width)")
        }
        var data: [JSONValue] = []
        data.reserveCapacity(width * rows.rows.count)
        for row in rows.rows {
            for (value, column) in zip(row, rows.columns) {
                data.append(try Self.element(value, input.datatype, column))
            }
        }
        let shape = input.shape.count == 1 ? [rows.rows.count] : [rows.rows.count, width]
        return .array([Self.tensor(input, shape, data)])
    }

    private func columnTensors(_ rows: RemoteRows) throws(Misfit) -> JSONValue {
        var tensors: [JSONValue] = []
        for input in inputs {
            guard let place = rows.columns.firstIndex(of: input.name) else {
                throw Misfit(words: "takes a tensor `\(input.name)`, and the data have no such column")
            }
            var data: [JSONValue] = []
            for row in rows.rows { data.append(try Self.element(row[place], input.datatype, input.name)) }
            let count = rows.rows.count
            tensors.append(Self.tensor(input, input.shape.count > 1 ? [count, 1] : [count], data))
        }
        return .array(tensors)
    }

    private static func tensor(_ input: Input, _ shape: [Int], _ data: [JSONValue]) -> JSONValue {
        .object([
            "name": .string(input.name),
            "shape": .array(shape.map { .integer($0) }),
            "datatype": .string(input.datatype),
            "data": .array(data),
        ])
    }

    /// A value as an element of a tensor of that type.
    private static func element(_ value: JSONValue, _ datatype: String, _ column: String) throws(Misfit) -> JSONValue {
        switch datatype {
        case "BYTES": return .string(value.string ?? value.text)
        case "BOOL":
            if value.bool != nil { return value }
            if let number = value.number, number == 0 || number == 1 { return .bool(number == 1) }
        case _ where datatype.hasPrefix("FP") || datatype == "BF16":
            // What is missing is a number that is none; JSON has no other word for it.
            if value.number != nil || value == .null { return value }
        case _ where datatype.hasPrefix("INT") || datatype.hasPrefix("UINT"):
            if let whole = value.number.flatMap({ Int(exactly: $0) }) { return .integer(whole) }
        default: throw Misfit(words: "takes a tensor of type `\(datatype)`, which is not known")
        }
        throw Misfit(words: "takes `\(column)` as \(datatype), and the data have \(value.text.prefix(40)) there")
    }
}
