internal import Glibc
internal import Synchronization

/// A thread that does something again and again, until the heartbeat is gone. What it does must not wait for whoever lets go of
/// the heartbeat.
package final class Heartbeat: Sendable {
    private let beats: Beats

    /// - Parameter seconds: From one time to the next, by a clock that never jumps.
    package init(every seconds: Int, _ body: @escaping @Sendable () -> Void) {
        beats = Beats(seconds: seconds, body)
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(beats)
        let status = pthread_create(&thread, nil, { runBeats($0) }, retained.toOpaque())
        // Without a thread there is no heartbeat, and whoever listens from afar takes this process for dead.
        if status == 0 { pthread_detach(thread) } else { retained.release() }
    }

    deinit { beats.stop() }
}

private final class Beats: Sendable {
    private let seconds: Int
    private let body: @Sendable () -> Void
    private let isStopped = Atomic<Bool>(false)

    init(seconds: Int, _ body: @escaping @Sendable () -> Void) {
        self.seconds = seconds
        self.body = body
    }

    func stop() { isStopped.store(true, ordering: .sequentiallyConsistent) }

    func run() {
        // Signals are the main thread's.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        while true {
            var pause = timespec(tv_sec: seconds, tv_nsec: 0)
            var rest = timespec()
            while clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, &rest) == EINTR { pause = rest }
            if isStopped.load(ordering: .sequentiallyConsistent) { return }
            body()
        }
    }
}

private func runBeats(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<Beats>.fromOpaque(pointer).takeRetainedValue().run() }
    return nil
}
