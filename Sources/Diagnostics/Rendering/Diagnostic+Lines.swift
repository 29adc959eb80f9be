extension Diagnostic {
    /// The message and what helps, as lines that are safe to print: for formats whose readers show no source.
    var lines: [String] {
        let remarks = notes.map { "note: " + $0 } + help.map { "help: " + $0 }
        return ([message] + remarks).flatMap { remark in
            remark.split(separator: "\n", omittingEmptySubsequences: false).map { PrintableText.escaping(String($0)) }
        }
    }
}
