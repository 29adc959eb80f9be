/// How values are given, in the words of messages.
enum ParameterHelp {
    static func value(_ name: String) -> String {
        "give it with `--set \(name)=...`, in a file of `--values`, or as `\(name)` in the environment; or give it a `default`"
    }

    static func secret(_ name: String) -> String {
        "give it as `\(name)` in the environment, or in a file of `--secrets-file`"
    }

    static func declaring(_ name: String) -> String {
        "declare it: `parameters: { \(name): { type: text } }`; for the characters themselves write `$${`"
    }
}
