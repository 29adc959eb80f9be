import PlanSyntax

/// Whether two texts say the same: the same values with the same anchors, tags and comments, however they are spaced.
struct SameContent {
    let first: Trivia
    let second: Trivia

    func holds(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
        guard first.commentTexts == second.commentTexts else { return false }
        var open = [(left, right)]
        while let (left, right) = open.popLast() {
            guard isSame(left, right) else { return false }
            if left.isAlias { continue }
            open += zip(left.elements, right.elements)
            for (one, other) in zip(left.entries, right.entries) {
                open += [(one.key, other.key), (one.value, other.value)]
            }
        }
        return true
    }

    private func isSame(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
        guard left.isAlias == right.isAlias, first.anchors[left.id] == second.anchors[right.id] else { return false }
        return left.kind == right.kind && left.tag == right.tag && left.isMissing == right.isMissing
            && left.text == right.text && left.elements.count == right.elements.count
            && left.entries.count == right.entries.count && isQuotedAlike(left, right)
    }

    /// Quotes tell text from numbers and the like; about a word, or several lines, they say nothing.
    private func isQuotedAlike(_ left: SyntaxNode, _ right: SyntaxNode) -> Bool {
        guard left.kind == .scalar, !left.isAlias else { return true }
        return (left.style == .plain) == (right.style == .plain) || ScalarText.isWord(left.text)
            || left.text.contains("\n")
    }
}
