import Execution
import Plan

/// What people ask of a run, in words.
enum PeopleText {
    /// Who asks, and the note.
    static func text(_ command: Event.Command) -> String {
        let stage = command.stage.map { ", \($0)" } ?? ""
        return (command.who + stage + (command.note.map { ": \($0)" } ?? "")).printable
    }

    /// Until when something lasts at the latest, in the run's own time.
    static func until(_ time: Duration?) -> String {
        time.map { " until \(ClockText.text($0))" } ?? ""
    }
}
