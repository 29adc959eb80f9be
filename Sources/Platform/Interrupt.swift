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

    /// Leaves the process to its other threads; one of them is to end it.
    package static func park() -> Never {
        while true { pause() }
    }

    /// The signal that asked for the end, or nil.
    package static var received: Int32? {
        let number = signal.load(ordering: .sequentiallyConsistent)
        return number == 0 ? nil : number
    }
}
