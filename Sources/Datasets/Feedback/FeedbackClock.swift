import Plan

/// How an entry of feedback says its time.
enum FeedbackClock: Sendable {
    /// As the time since the run began, `after`.
    case run
    /// So, or as a moment of the wall clock, `at`, of a run that began at this one.
    case wall(start: Timestamp)

    /// What is wrong with a time, as a message goes on after the key's name.
    struct Problem: Error {
        let text: String
        let help: [String]
    }

    /// The keys that say the time.
    var keys: [String] {
        switch self {
        case .run: ["after"]
        case .wall: ["after", "at"]
        }
    }

    /// The time since the run began that a key's value says; nil stands for a value that is not text.
    func time(_ key: String, _ text: String?) throws(Problem) -> Duration {
        guard case .wall(let start) = self, key == "at" else {
            if let time = text.flatMap({ Duration(planText: $0) }) { return time }
            throw Problem(text: "is not a duration", help: ["write a number with its unit, such as `\"3m\"`"])
        }
        guard let time = text.flatMap(Timestamp.init(rfc3339:))?.duration(since: start) else {
            if let text, Timestamp.isDateAndTime(text) {
                throw Problem(
                    text: "is too far from the run's beginning",
                    help: ["moments of the years 1678 to 2262 can be told apart, at most 292 years from the beginning"]
                )
            }
            throw Problem(text: "is not a date and time", help: ["write it as `\"2026-03-01T09:30:00Z\"`"])
        }
        guard time >= .zero else { throw Problem(text: "is before the run began", help: []) }
        return time
    }

    /// What is wrong with the keys of an entry, or nil where they say one time.
    func problem(of names: Set<String>) -> String? {
        switch (self, names.isDisjoint(with: keys)) {
        case (.run, true): "`after` is missing"
        case (.wall, true): "`after` or `at` is missing"
        case (.wall, false) where names.isSuperset(of: keys): "`after` and `at` both say the time"
        default: nil
        }
    }
}
