internal import Glibc
internal import Synchronization

/// Ctrl-C and SIGTERM as a flag to look at between steps, so that a run ends with its journal flushed.
package enum Interrupt {
    private static let signal = Atomic<Int32>(0)

    /// From now on SIGINT and SIGTERM set the flag; a second one ends the process at once. A closed pipe is no signal.
    package static func install() {
        systemSignal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM] {
            systemSignal(number) { number in
                if Interrupt.signal.exchange(number, ordering: .sequentiallyConsistent) != 0 { _exit(128 + number) }
            }
        }
    }

    /// The signal that asked for the end, or nil.
    package static var received: Int32? {
        let number = signal.load(ordering: .sequentiallyConsistent)
        return number == 0 ? nil : number
    }
}
