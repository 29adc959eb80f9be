internal import Glibc
internal import Synchronization

/// Ctrl-C, SIGTERM and the end of the terminal as a flag to look at between steps, so that a run ends with its journal
/// flushed.
package enum Interrupt {
    private static let signal = Atomic<Int32>(0)

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// From now on these signals set the flag; a second one ends the process at once. The end of the terminal stays ignored
    /// where whoever started the process had it ignored, as `nohup` does.
    package static func install() {
        for number in signals where number != SIGHUP || !isIgnored(number) {
            systemSignal(number) { number in
                if Interrupt.signal.exchange(number, ordering: .sequentiallyConsistent) != 0 { _exit(128 + number) }
            }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return handler == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Leaves the process to its other threads, one of which is to end it, and takes the signals for all of them.
    package static func park() -> Never {
        listen()
        while true { pause() }
    }

    /// Lets the signals come to the calling thread: a process inherits those that its parent's thread had blocked, and the threads of a
    /// pool block them all.
    package static func listen() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals { sigaddset(&set, number) }
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// The signal that asked for the end, or nil.
    package static var received: Int32? {
        let number = signal.load(ordering: .sequentiallyConsistent)
        return number == 0 ? nil : number
    }
}
