internal import Glibc
internal import Synchronization

/// Ctrl-C and SIGTERM as a flag to look at between steps, so that a run ends with its journal flushed.
package enum Interrupt {
    private static let signal = Atomic<Int32>(0)

    /// From now on SIGINT and SIGTERM set the flag; a second one ends the process at once.
    package static func install() {
        for number in [SIGINT, SIGTERM] {
            systemSignal(number) { number in
                if Interrupt.signal.exchange(number, ordering: .sequentiallyConsistent) != 0 { _exit(128 + number) }
            }
        }
    }

    /// Leaves the process to its other threads, one of which is to end it, and takes the signals for all of them.
    package static func park() -> Never {
        // A process inherits the signals that its parent's thread had blocked, and the threads of a pool block them all.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        while true { pause() }
    }

    /// The signal that asked for the end, or nil.
    package static var received: Int32? {
        let number = signal.load(ordering: .sequentiallyConsistent)
        return number == 0 ? nil : number
    }
}
