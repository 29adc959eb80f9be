import Execution
import Plan
import Platform
import Reports

/// Shows a run as it goes: a report or the events on standard output, and progress on standard error.
final class RunOutput {
    private var report: RunReport
    private var progress: RunProgress
    private let format: EventFormat
    let isQuiet: Bool
    /// Whether progress is one line of a terminal, drawn again and again.
    private let isRedrawn: Bool
    /// Whether a notifier is about to write to the terminal, where a progress line would be in its way.
    private var isAlerting = false

    init(program: Program, format: EventFormat, isQuiet: Bool, color: ColorOption) {
        self.report = RunReport(
            program: program,
            style: ReportStyle(isColoured: color.choice.isColoured(.output))
        )
        self.isRedrawn = StandardStream.error.isAnsweringTerminal
        self.progress = RunProgress(program: program, isRedrawn: isRedrawn)
        self.format = format
        self.isQuiet = isQuiet
    }

    /// Whether people read along on standard output.
    var isShowingText: Bool { format == .text && !isQuiet }

    /// Takes the progress line away.
    func clear() { StandardStream.error.write(progress.clear()) }

    /// Shows an event that happened before this process began, without progress.
    func replay(_ event: Event) { StandardStream.output.write(report.text(for: event)) }

    /// Shows the next event.
    func show(_ event: Event) {
        if isQuiet { return }
        switch format {
        case .jsonl: StandardStream.output.write(event.line + [UInt8(ascii: "\n")])
        case .text:
            let text = report.text(for: event)
            if !text.isEmpty {
                clear()
                StandardStream.output.write(text)
            }
            note(event)
            let line = progress.text(for: event, columns: StandardStream.error.columns)
            if !(isAlerting && isRedrawn) { StandardStream.error.write(line) }
        }
    }

    /// Alerts come with the observation that they are judged by, and their notifiers are told before the next one.
    private func note(_ event: Event) {
        switch event.payload {
        case .alert(let change) where change.state != .pending && !change.notify.isEmpty: isAlerting = true
        case .observed: isAlerting = false
        default: break
        }
    }
}
