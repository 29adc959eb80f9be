/// What is known of each of eight rows that are walked through a tree side by side, such as the node that it has come to.
struct Walk<Element: FixedWidthInteger> {
    private var (a, b, c, d): (Element, Element, Element, Element)
    private var (e, f, g, h): (Element, Element, Element, Element)

    @inline(__always)
    init(_ all: Element) {
        (a, b, c, d) = (all, all, all, all)
        (e, f, g, h) = (all, all, all, all)
    }

    @inline(__always)
    func map(_ next: (_ element: Element, _ lane: Int) -> Element) -> Walk {
        var walk = self
        (walk.a, walk.b, walk.c, walk.d) = (next(a, 0), next(b, 1), next(c, 2), next(d, 3))
        (walk.e, walk.f, walk.g, walk.h) = (next(e, 4), next(f, 5), next(g, 6), next(h, 7))
        return walk
    }

    @inline(__always)
    func map(with other: Walk, _ next: (_ element: Element, _ other: Element) -> Element) -> Walk {
        var walk = self
        (walk.a, walk.b, walk.c, walk.d) = (next(a, other.a), next(b, other.b), next(c, other.c), next(d, other.d))
        (walk.e, walk.f, walk.g, walk.h) = (next(e, other.e), next(f, other.f), next(g, other.g), next(h, other.h))
        return walk
    }

    @inline(__always)
    func forEach(with other: Walk, _ body: (_ element: Element, _ other: Element) -> Void) {
        body(a, other.a)
        body(b, other.b)
        body(c, other.c)
        body(d, other.d)
        body(e, other.e)
        body(f, other.f)
        body(g, other.g)
        body(h, other.h)
    }

    @inline(__always)
    func differs(from other: Walk) -> Bool {
        let left = (a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)
        return left | (e ^ other.e) | (f ^ other.f) | (g ^ other.g) | (h ^ other.h) != 0
    }

    @inline(__always)
    func write(to leaves: inout MutableSpan<Int32>, at place: Int) {
        leaves[place] = Int32(truncatingIfNeeded: a)
        leaves[place + 1] = Int32(truncatingIfNeeded: b)
        leaves[place + 2] = Int32(truncatingIfNeeded: c)
        leaves[place + 3] = Int32(truncatingIfNeeded: d)
        leaves[place + 4] = Int32(truncatingIfNeeded: e)
        leaves[place + 5] = Int32(truncatingIfNeeded: f)
        leaves[place + 6] = Int32(truncatingIfNeeded: g)
        leaves[place + 7] = Int32(truncatingIfNeeded: h)
    }
}
