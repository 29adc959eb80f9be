import Platform

/// Numbers that are read and changed no more: what was learnt, or a part of a mapped file.
struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
    private enum Storage: Sendable {
        case array([Element])
        case mapped(MappedElements<Element>)
    }

    private let storage: Storage

    init(_ array: [Element]) { storage = .array(array) }
    init(_ mapped: MappedElements<Element>) { storage = .mapped(mapped) }

    var count: Int {
        switch storage {
        case .array(let array): array.count
        case .mapped(let mapped): mapped.count
        }
    }

    /// The numbers as an array; those of a file are copied.
    var array: [Element] {
        if case .array(let array) = storage { return array }
        return withSpan { span in span.indices.map { span[$0] } }
    }

    subscript(place: Int) -> Element { withSpan { $0[place] } }

    @inline(__always)
    func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
        switch storage {
        case .array(let array): body(array.span)
        case .mapped(let mapped): mapped.withElements(body)
        }
    }

    func allSatisfy(_ predicate: (Element) -> Bool) -> Bool {
        withSpan { span in span.indices.allSatisfy { predicate(span[$0]) } }
    }
}
