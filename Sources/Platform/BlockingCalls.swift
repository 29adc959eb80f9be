internal import Glibc
internal import Synchronization

/// Calls that wait for something outside, such as an answer from a network, on threads of their own.
///
/// Swift's tasks share as many threads as there are cores: where a call held one of them while it waits, a few would hold up
/// all else, the watching of the clock too.
package enum BlockingCalls {
    /// As many calls wait at once at most; more wait for their turn.
    package static let limit = 32

    private static let queue = CallQueue(limit: limit)

    /// What `call` gives, which may take its time.
    package static func run<Value: Sendable>(_ call: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.add { continuation.resume(returning: call()) }
        }
    }
}

/// Calls that wait for a thread, and how many threads there are.
private final class CallQueue: Sendable {
    private struct State {
        /// The next one last.
        var waiting: [@Sendable () -> Void] = []
        var threads = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = limit }

    func add(_ call: @escaping @Sendable () -> Void) {
        let needsThread = state.withLock { state in
            state.waiting.insert(call, at: 0)
            guard state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        guard needsThread else { return }
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(self)
        guard pthread_create(&thread, nil, { runCalls($0) }, retained.toOpaque()) != 0 else {
            pthread_detach(thread)
            return
        }
        // There are no threads left: whoever asks does the work.
        retained.release()
        work()
    }

    /// Makes calls until none waits.
    func work() {
        while let call = next() { call() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            if let call = state.waiting.popLast() { return call }
            state.threads -= 1
            return nil
        }
    }
}

private func runCalls(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // Signals are the main thread's.
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    if let pointer { Unmanaged<CallQueue>.fromOpaque(pointer).takeRetainedValue().work() }
    return nil
}
