/// Takes away the warnings that comments in the sources allow, and says what is wrong with such comments.
package struct Allowances {
    /// Every code there is, to know what a comment means.
    private let codes: () -> [DiagnosticCode]
    private let map: SourceMap

    /// - Parameter codes: Asked for once a comment allows something, which few do.
    package init(codes: @autoclosure @escaping () -> [DiagnosticCode], in map: SourceMap) {
        self.codes = codes
        self.map = map
    }

    /// Whether a comment, from its `#` to its end, allows anything where it stands.
    package static func isAllowance(_ comment: String) -> Bool {
        let file = SourceFile(name: "", bytes: Array(comment.utf8))
        if case .allow = AllowComment.read(0..<file.bytes.count, in: file) { return true }
        return false
    }

    /// A code that a comment allows on one line.
    private struct Allowance {
        let comment: AllowComment
        let file: SourceFile.ID
        let word: Int
        let code: DiagnosticCode
        var isUsed = false
    }

    /// The diagnostics that are left, with those about the comments; and the warnings that are allowed.
    ///
    /// - Parameter comments: every comment of the sources, from its `#` to its end.
    ///
    /// A comment counts as unused only where there are no errors: with errors, not every rule has been asked.
    package func apply(
        to diagnostics: [Diagnostic],
        comments: [SourceSpan]
    ) -> (left: [Diagnostic], allowed: [AllowedDiagnostic]) {
        var findings: [Diagnostic] = []
        var allowances: [Allowance] = []
        var known: [String: DiagnosticCode?] = [:]
        for (span, below) in zip(comments, belows(of: comments)) {
            switch AllowComment.read(span.range, in: map[span.file], above: below) {
            case nil: continue
            case .malformed(let range, let help):
                let place = SourceSpan(file: span.file, range)
                findings.append(
                    Diagnostic(.malformedAllow, "a comment to planrun cannot be read", at: .init(place), help: help)
                )
            case .allow(let comment):
                findings += problems(of: comment, in: span.file)
                for (index, word) in comment.words.enumerated() {
                    let found = known[word.text] ?? code(word.text)
                    known[word.text] = .some(found)
                    guard let code = found, code.severity == .warning else { continue }
                    allowances.append(Allowance(comment: comment, file: span.file, word: index, code: code))
                }
            }
        }
        guard !allowances.isEmpty else { return (diagnostics + findings, []) }
        var allowed: [AllowedDiagnostic] = []
        let places = Dictionary(grouping: allowances.indices) { place(of: allowances[$0]) }
        let kept = diagnostics.filter { diagnostic in
            guard diagnostic.severity == .warning else { return true }
            let span = diagnostic.primary.span
            let line = map[span.file].lineRange(containing: span.lowerBound).lowerBound
            let matching = places[Place(file: span.file, line: line, code: diagnostic.code.id)] ?? []
            for index in matching { allowances[index].isUsed = true }
            guard let first = matching.first.map({ allowances[$0] }) else { return true }
            let place = SourceSpan(file: first.file, first.comment.range)
            allowed.append(AllowedDiagnostic(diagnostic, comment: place, reason: first.comment.reason))
            return false
        }
        if !diagnostics.containsErrors { findings += allowances.filter { !$0.isUsed }.map(unused) }
        return (kept + findings, allowed)
    }

    /// A line on which a code is allowed.
    private struct Place: Hashable {
        let file: SourceFile.ID
        let line: Int
        let code: String
    }

    /// Nil where no line follows the comment.
    private func place(of allowance: Allowance) -> Place? {
        allowance.comment.target.map { target in
            let line = map[allowance.file].lineRange(containing: target).lowerBound
            return Place(file: allowance.file, line: line, code: allowance.code.id)
        }
    }

    /// For each comment, the one that has the line below it, where that is known.
    private func belows(of comments: [SourceSpan]) -> [AllowComment.Below?] {
        var belows: [AllowComment.Below?] = []
        var last: (file: SourceFile.ID, below: AllowComment.Below)?
        for span in comments.reversed() {
            let below = last?.file == span.file ? last?.below : nil
            belows.append(below)
            let file = map[span.file]
            let target = AllowComment.target(of: span.range, in: file, above: below)
            let line = file.lineRange(containing: span.lowerBound).lowerBound
            // One behind something has that line in it, which is more than a comment.
            if target != span.lowerBound { last = (span.file, AllowComment.Below(line: line, target: target)) }
        }
        return belows.reversed()
    }

    private func code(_ text: String) -> DiagnosticCode? { codes().first { $0.isNamed(text) } }

    private func problems(of comment: AllowComment, in file: SourceFile.ID) -> [Diagnostic] {
        var problems: [Diagnostic] = []
        for (index, word) in comment.words.enumerated() {
            let span = SourceSpan(file: file, word.range)
            if let code = code(word.text) {
                if code.severity != .error { continue }
                problems.append(
                    Diagnostic(
                        .errorNotAllowable,
                        "`\(word.text)` is an error, and only warnings can be allowed",
                        at: .init(span),
                        help: ["mend what it says, and remove it from the comment"],
                        fix: removal(of: index, from: comment, in: file)
                    )
                )
                continue
            }
            let names = codes().flatMap { word.text.first?.isUppercase == true ? [$0.id] : [$0.slug] }
            problems.append(
                Diagnostic(
                    .unknownAllowedCode,
                    "there is no code `\(word.text)`",
                    at: .init(span),
                    help: Suggestion.help(for: word.text, among: names),
                    fix: Suggestion.clear(for: word.text, among: names).map { .init(span, replacement: $0) }
                )
            )
        }
        if comment.reason == nil {
            problems.append(
                Diagnostic(
                    .missingAllowReason,
                    "the comment does not say why the warning is allowed",
                    at: .init(SourceSpan(file: file, comment.range)),
                    help: ["write the reason after ` -- `"]
                )
            )
        }
        return problems
    }

    private func unused(_ allowance: Allowance) -> Diagnostic {
        let word = allowance.comment.words[allowance.word]
        return Diagnostic(
            .unusedAllow,
            "there is no warning `\(word.text)` here to allow",
            at: .init(SourceSpan(file: allowance.file, word.range)),
            help: ["remove it"],
            fix: removal(of: allowance.word, from: allowance.comment, in: allowance.file)
        )
    }

    /// Takes one code from the comment, or the whole comment where it names no other.
    private func removal(of index: Int, from comment: AllowComment, in file: SourceFile.ID) -> Diagnostic.Fix {
        let words = comment.words
        let range: Range<Int> =
            if words.count == 1 {
                wholeRange(of: comment, in: map[file])
            } else if index == 0 {
                words[0].range.lowerBound..<words[1].range.lowerBound
            } else {
                words[index - 1].range.upperBound..<words[index].range.upperBound
            }
        return Diagnostic.Fix(SourceSpan(file: file, range), replacement: "")
    }

    /// The comment with the blanks before it; with its line, where nothing else stands there.
    private func wholeRange(of comment: AllowComment, in file: SourceFile) -> Range<Int> {
        let line = file.lineRange(containing: comment.range.lowerBound)
        var start = comment.range.lowerBound
        while start > line.lowerBound, [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(file.bytes[start - 1]) {
            start -= 1
        }
        guard start == line.lowerBound else { return start..<line.upperBound }
        let newline = file.bytes[line.upperBound...].firstIndex(of: UInt8(ascii: "\n"))
        return start..<(newline.map { $0 + 1 } ?? file.bytes.count)
    }
}

extension DiagnosticCode {
    /// Whether a user's word means it: its number, in any case, or its name.
    package func isNamed(_ word: String) -> Bool { id == word.uppercased() || slug == word.lowercased() }
}
