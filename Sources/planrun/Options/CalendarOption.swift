import ArgumentParser
import Plan
import Platform

/// When a release begins by the calendar, which decides which change windows it meets.
struct CalendarOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When the release begins, as far as change windows and frozen dates go, such as 2026-11-30T09:00:00+01:00; now "
                + "unless stated.",
            valueName: "date-time"
        )
    )
    var at: Moment?

    /// A date and time as RFC 3339 writes it.
    struct Moment: ExpressibleByArgument, Sendable {
        let seconds: Int

        init?(argument: String) {
            guard let moment = Timestamp(rfc3339: argument) else { return nil }
            seconds = moment.seconds
        }
    }

    /// The calendar of a release of the program; nil where it has no change windows.
    func calendar(of program: Program) throws(ExitCode) -> ReleaseCalendar? {
        guard let changes = program.changes else { return nil }
        guard let zone = ZoneFinder.zone(changes.zone) else {
            // It was there when the plan was compiled.
            Complaint.error("the time zone `\(changes.zone)` cannot be looked up")
            throw ExitStatus.stepFailed.code
        }
        return ReleaseCalendar(start: at?.seconds ?? Clock.secondsSince1970(), zone: zone)
    }
}
