import Diagnostics

/// Numbers the classes of a log as they appear, and checks each name where it appears first.
struct LogClasses {
    static let maximum = TableReader.maximumClasses

    private var numbers = LogNames()
    /// The names without what the eye does not see, to find those that look alike.
    private var looks: [String: String] = [:]
    /// Whether there are more than a log can have.
    private(set) var isFull = false

    var count: Int { numbers.count }
    var names: [[UInt8]] { numbers.names }

    /// The number of the class in a cell of `bytes`; `place` says where in the window `text` it came from.
    @inline(__always)
    mutating func number(
        of cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>,
        _ problems: inout LogProblems
    ) -> Int32 {
        let number = numbers.number(of: cell, in: bytes.bytes)
        return number >= 0 ? number : newNumber(cell, in: bytes, place, text, &problems)
    }

    @inline(never)
    private mutating func newNumber(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>,
        _ problems: inout LogProblems
    ) -> Int32 {
        let number = numbers.insert(cell, in: bytes.bytes)
        let content = numbers.names[Int(number)]
        func note(_ problem: ClassProblem) {
            problems.add(
                problem.code,
                problem.message,
                at: place.range,
                in: text,
                notes: problem.notes,
                help: problem.help
            )
        }
        guard let name = String(validating: content, as: UTF8.self), !content.contains(0) else {
            note(.notText)
            return number
        }
        if count > Self.maximum {
            note(.tooMany)
            isFull = true
            return number
        }
        let look = ClassLook.look(of: name)
        if let twin = looks[look] { note(.twin(name, of: twin)) }
        looks[look] = looks[look] ?? name
        return number
    }
}
