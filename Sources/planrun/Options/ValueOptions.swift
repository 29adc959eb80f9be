import ArgumentParser

/// Values for the plan's parameters.
struct ValueOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        parsing: .singleValue,
        help: ArgumentHelp("Give a parameter of the plan a value; may be repeated.", valueName: "name=value")
    )
    var settings: [String] = []

    @Option(
        name: .customLong("values"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.",
            valueName: "file"
        )
    )
    var files: [String] = []

    @OptionGroup var secrets: SecretsOption

    func validate() throws {
        var names: Set<String> = []
        for setting in settings {
            guard let parts = Self.parts(of: setting) else {
                throw ValidationError("--set takes NAME=value, and there is no name and `=` in `\(setting)`")
            }
            guard names.insert(parts.name).inserted else {
                throw ValidationError("--set gives `\(parts.name)` twice")
            }
        }
    }

    var planValues: PlanValues {
        PlanValues(
            settings: settings.compactMap(Self.parts),
            files: files,
            secretFiles: secrets.files
        )
    }

    /// The name before the first `=`, and what comes behind it.
    private static func parts(of setting: String) -> PlanValues.Setting? {
        guard let sign = setting.utf8.firstIndex(of: UInt8(ascii: "=")), sign != setting.startIndex else { return nil }
        let value = setting.utf8[setting.utf8.index(after: sign)...]
        return PlanValues.Setting(
            name: String(decoding: setting.utf8[..<sign], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self)
        )
    }
}

/// Where secrets are read from, beside the environment.
struct SecretsOption: ParsableArguments {
    @Option(
        name: .customLong("secrets-file"),
        parsing: .singleValue,
        help: ArgumentHelp(
            "Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.",
            valueName: "file"
        )
    )
    var files: [String] = []

    /// The options as a later command repeats them.
    var arguments: String { files.map { " --secrets-file " + ShellWord.quoted($0) }.joined() }
}
