import Platform

/// Memory of a fixed number of elements that inner loops reuse; the one owner of its pointer.
///
/// Spans of an array would serve, but one that is being written makes the whole enclosing value inaccessible. Places are
/// checked in debug builds only.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
    /// The elements, valid as long as this value lives.
    let elements: UnsafeMutableBufferPointer<Element>

    init(repeating element: Element, count: Int) {
        self.init(uninitialized: count)
        elements.initialize(repeating: element)
    }

    /// Elements that are written before they are read: what is not used takes no memory.
    init(uninitialized count: Int) {
        elements = .allocate(capacity: count)
        LargePages.ask(for: UnsafeMutableRawBufferPointer(elements))
    }

    deinit { elements.deallocate() }
}
