import JSON

/// What somebody has asked that takes the candidate back and ends the run, and how far it has come, by the records alone.
package struct WithdrawalRequest: Sendable {
    /// `rollback` or `abort`.
    package let command: Event.Command
    /// Whether the run has taken the command already: then it does not wait any longer, and is carried out all the same.
    let isOnRecord: Bool
    /// Whether somebody has the candidate, or may have.
    let isServing: Bool
    /// How often the way back has failed since.
    let failures: Int
    /// The time of the last record.
    let at: Duration
    /// How many records there are.
    let records: Int
    /// How many units there are, where that is known.
    package let units: Int

    /// Nil where nobody has asked for such a thing.
    ///
    /// - Parameters:
    ///   - records: The run's, as they stand in the journal.
    ///   - waiting: What was asked and is on no record yet.
    package init?(_ records: [[UInt8]], waiting: [Event.Command]) {
        var taken: (command: Event.Command, place: Int)?
        var asked: [String: Event.Command] = [:]
        var (units, isServing, failures, at) = (0, false, 0, Duration.zero)
        for (place, record) in records.enumerated() {
            guard let json = try? JSONValue(parsing: record) else { continue }
            if let seconds = json["at"]?.number { at = .nanoseconds(Int64((seconds * 1e9).rounded())) }
            switch json["type"]?.string {
            case "routed":
                isServing = json["stage"] != nil
                units = json["of"]?.integer ?? units
            case "command":
                if let command = Self.command(json) { asked[command.key] = command }
            case "answered":
                guard json["accepted"]?.bool == true, let command = json["key"]?.string.flatMap({ asked[$0] }) else {
                    continue
                }
                taken = (command, place)
                failures = 0
            case "failed": failures += 1
            case "finished": return nil
            default: break
            }
        }
        guard let command = taken?.command ?? waiting.last(where: Self.takesBack) else { return nil }
        self.command = command
        isOnRecord = taken != nil
        self.isServing = isServing
        self.failures = taken == nil ? 0 : failures
        self.at = at
        self.records = records.count
        self.units = units
    }

    /// The command that a record holds, where it is such a one.
    private static func command(_ json: JSONValue) -> Event.Command? {
        guard let key = json["key"]?.string, let who = json["who"]?.string,
            let action = json["action"]?.string.flatMap(Event.Command.Action.init(rawValue:))
        else { return nil }
        let command = Event.Command(key: key, action: action, who: who, note: json["note"]?.string, stage: nil)
        return takesBack(command) ? command : nil
    }

    private static func takesBack(_ command: Event.Command) -> Bool {
        command.action == .rollback || command.action == .abort
    }
}
