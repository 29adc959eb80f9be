import JSON

/// Where the values of a plan's parameters are looked for, beside the environment.
struct PlanValues: Sendable {
    /// A value of `--set`, or one that a run has recorded.
    struct Setting: Sendable {
        let name: String
        let value: String
    }

    var settings: [Setting] = []
    /// What the run that is resumed has recorded.
    var recorded: [Setting] = []
    /// The files of `--values`; the last one counts most.
    var files: [String] = []
    /// The files of `--secrets-file`; the last one counts most.
    var secretFiles: [String] = []
    /// Whether the plan is to be carried out, so that its secrets must be known.
    var requiresSecrets = false
}

extension PlanValues.Setting {
    /// The values in the first event of a run.
    static func recorded(_ parameters: JSONValue?) -> [PlanValues.Setting] {
        guard case .object(let object)? = parameters else { return [] }
        return object.members.compactMap { member in
            member.value.string.map { PlanValues.Setting(name: member.name, value: $0) }
        }
    }
}
