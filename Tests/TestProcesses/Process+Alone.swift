package import Foundation
import Synchronization

// Foundation closes in a child whatever was open a moment before the child is started: what another thread opens in between, the
// child keeps. A pipe that a server holds so never ends for whoever reads it, and a program whose socket it holds never seems to
// have ended, until the server does. Tests that start programs do so one after the other.

private let turn = Mutex(())

extension Process {
    /// Starts it while no other test starts a program or makes a pipe.
    package func runAlone() throws { try turn.withLock { _ in try run() } }
}

extension Pipe {
    /// A pipe that no program gets which is not given it.
    package static func alone() -> Pipe { turn.withLock { _ in Pipe() } }
}
