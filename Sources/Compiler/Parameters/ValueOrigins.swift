package import Diagnostics

/// Where the values of variables come from, by the places that use them.
package struct ValueOrigins: Sendable {
    private struct Use: Sendable {
        let span: SourceSpan
        let origin: Diagnostic.Label
    }

    /// By the file, in the order of the text.
    private var uses: [SourceFile.ID: [Use]] = [:]

    mutating func note(_ origin: Diagnostic.Label, at span: SourceSpan) {
        uses[span.file, default: []].append(Use(span: span, origin: origin))
    }

    /// The same with the uses in order, so that they can be looked up.
    var sorted: ValueOrigins {
        var origins = self
        for file in uses.keys { origins.uses[file]?.sort { $0.span.lowerBound < $1.span.lowerBound } }
        return origins
    }

    /// The findings, with those that are about a variable's value also pointing at where it comes from.
    package func explaining(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        uses.isEmpty ? diagnostics : diagnostics.map(explaining)
    }

    private func explaining(_ diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.primary.span
        guard let uses = uses[place.file], diagnostic.code != .secretInClear else { return diagnostic }
        var (low, high) = (0, uses.count)
        while low < high {
            let middle = (low + high) / 2
            if uses[middle].span.upperBound <= place.lowerBound { low = middle + 1 } else { high = middle }
        }
        var explained = diagnostic
        // Several variables of one scalar may share its place.
        for use in uses[low...].prefix(while: { $0.span.lowerBound < max(place.upperBound, place.lowerBound + 1) }) {
            guard !explained.secondary.contains(use.origin), use.origin.span != place else { continue }
            explained.secondary.append(use.origin)
        }
        return explained
    }
}
