import Execution
import Plan
import Platform
import Reports

/// Shows a run as it goes: a report or the events on standard output, and progress on standard error.
final class RunOutput {
    private var report: RunReport
    private var progress: RunProgress
    private let format: EventFormat
    private let isQuiet: Bool

    init(program: Program, format: EventFormat, isQuiet: Bool, color: ColorOption) {
        self.report = RunReport(
            program: program,
            style: ReportStyle(isColoured: color.choice.isColoured(.output))
        )
        self.progress = RunProgress(program: program, isTerminal: StandardStream.error.isTerminal)
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
            StandardStream.error.write(progress.text(for: event))
        }
    }
}
