extension Validation {
    /// The validation that the words behind `validate` ask for, where they are files and the options given most; nil for
    /// everything else, also for what is wrong.
    ///
    /// The parser needs longer to build itself than a plan of a hundred lines to be validated, and this is what people and
    /// their editors type many times a day. Whatever the parser would refuse, or understand otherwise, is left to it.
    init?(plain words: ArraySlice<String>) {
        var files: [String] = []
        var format: DiagnosticFormat?
        var color: ColorChoice?
        var flags: (strict: Bool, quiet: Bool) = (false, false)
        var rest = words
        while let word = rest.popFirst() {
            switch word {
            case "--strict" where !flags.strict: flags.strict = true
            case "--quiet" where !flags.quiet: flags.quiet = true
            case "--format" where format == nil:
                guard let named = rest.popFirst().flatMap(DiagnosticFormat.init) else { return nil }
                format = named
            case "--color" where color == nil:
                guard let named = rest.popFirst().flatMap(ColorChoice.init) else { return nil }
                color = named
            case PlanLoader.standardInput: files.append(word)
            case _ where word.isEmpty || word.utf8.first == UInt8(ascii: "-"): return nil
            default: files.append(word)
            }
        }
        let choice = FormatChoice(stated: format)
        guard !files.isEmpty, choice.problem == nil else { return nil }
        self.init(
            files: files,
            format: choice,
            color: color ?? .auto,
            isStrict: flags.strict,
            isQuiet: flags.quiet
        )
    }
}
