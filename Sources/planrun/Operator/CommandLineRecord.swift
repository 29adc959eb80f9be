/// The command line as it may be kept: values that could be a person's, or a secret, are left out.
///
/// Only what is known to be harmless is kept, so that an option which is added later is not given away by mistake.
struct CommandLineRecord {
    /// Options without a value.
    private static let flags: Set = [
        "--dry-run", "--quiet", "--request-log", "--no-request-log", "--allow-outside-paths",
    ]
    /// Options whose values say nothing of anybody.
    private static let harmless: Set = [
        "--format", "--threads", "--seed", "--scenario", "--state", "--color", "--log-level",
    ]
    private static let omitted = "..."

    /// The words of the command line, the program's name left out.
    let words: [String]

    init(_ arguments: some Sequence<String>) {
        var words: [String] = []
        var isHidden: Bool?
        for argument in arguments {
            if let hides = isHidden {
                words.append(hides ? Self.omitted : argument)
                isHidden = nil
            } else if argument.hasPrefix("--"), argument != "--", let equals = argument.firstIndex(of: "=") {
                let name = String(argument[..<equals])
                words.append(Self.harmless.contains(name) ? argument : "\(name)=\(Self.omitted)")
            } else {
                words.append(argument)
                if argument.hasPrefix("--"), argument != "--", !Self.flags.contains(argument) {
                    isHidden = !Self.harmless.contains(argument)
                }
            }
        }
        self.words = words
    }
}
