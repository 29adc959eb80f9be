import Execution
import Plan
import Platform
import Providers
import Reports

/// Tells how a run stands while it goes on, by a file, a Pushgateway or both: once a second at most, and at once where who has
/// the candidate changes, an alert does, or the run ends. While nothing happens it is told again every few seconds, so that a
/// runner that is gone is told from one that waits.
final class RunMetricsOutput {
    private let path: String?
    private let gateway: PushGateway?
    private var metrics: RunMetrics
    private var writtenAt: Int64?
    private var number = 0
    private var hasFailed = false
    /// What is being sent.
    private var sending: Task<Void, Never>?

    private static let pause: Int64 = 1_000_000_000
    /// How long nothing may be told of a run that goes on.
    private static let silence: Int64 = 5_000_000_000

    /// - Parameter past: The events of the run before this process.
    init(path: String?, gateway: PushGateway?, program: Program, run: String, past: [Event]) {
        self.path = path
        self.gateway = gateway
        metrics = RunMetrics(program: program, run: run)
        for event in past { metrics.take(event, now: nil) }
    }

    func take(_ event: Event) {
        metrics.take(event, now: Double(Clock.secondsSince1970()))
        let now = Clock.monotonicNanoseconds()
        if let writtenAt, now - writtenAt < Self.pause, !Self.isUrgent(event) { return }
        writtenAt = now
        tell()
    }

    /// The run is alive, whether anything happens or not.
    func beat() {
        let now = Clock.monotonicNanoseconds()
        guard let writtenAt, now - writtenAt >= Self.silence else { return }
        self.writtenAt = now
        tell()
    }

    /// Tells the last state, and waits until it has been told or could not be.
    func finish() async {
        tell()
        await sending?.value
        if let problem = await gateway?.failure { complain(problem.problem) }
    }

    private static func isUrgent(_ event: Event) -> Bool {
        switch event.payload {
        case .routed, .alert, .finished, .failed: true
        default: false
        }
    }

    private func tell() {
        let text = metrics.text(now: Double(Clock.secondsSince1970()))
        if let path { write(text, to: path) }
        guard let gateway else { return }
        number += 1
        let (number, last) = (number, sending)
        sending = Task {
            await gateway.offer(text, number: number)
            await last?.value
        }
    }

    private func write(_ text: String, to path: String) {
        do throws(PlatformError) {
            try FileSystem.replace(path, with: Array(text.utf8))
        } catch {
            complain(error.description)
        }
    }

    /// A release goes on without its metrics; that there are none is said once.
    private func complain(_ problem: String) {
        if !hasFailed { Complaint.warning("the run's metrics could not be told: \(problem)") }
        hasFailed = true
    }
}
