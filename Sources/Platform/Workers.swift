internal import Glibc
internal import Synchronization

/// Threads of the system for work that waits for nobody: Swift's concurrency takes longer to start than much of that work
/// takes to do.
package enum Workers {
    /// How many cores this process may use.
    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The values that `work` gives for the numbers from 0 up to `count`, in that order, however many threads take part.
    ///
    /// - Parameter threads: how many may work at once, 0 for one a core.
    package static func map<Value: Sendable>(
        count: Int,
        threads: Int,
        _ work: @escaping @Sendable (Int) -> Value
    ) -> [Value] {
        let wanted = min(count, threads > 0 ? threads : coreCount)
        guard wanted > 1 else { return (0..<count).map(work) }
        let job = Job(count: count, work)
        let body = Body { job.run() }
        var helpers: [pthread_t] = []
        for _ in 1..<wanted {
            var helper = pthread_t()
            let retained = Unmanaged.passRetained(body)
            let status = pthread_create(&helper, nil, { runBody($0) }, retained.toOpaque())
            if status == 0 {
                helpers.append(helper)
            } else {
                // There are no threads left: those that run do the work.
                retained.release()
                break
            }
        }
        job.run()
        for helper in helpers { pthread_join(helper, nil) }
        return job.values
    }
}

/// What a thread runs, as an object that a C function can be handed.
private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runBody(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
    return nil
}

/// Numbers that threads draw, and what came of each.
private final class Job<Value: Sendable>: Sendable {
    private let count: Int
    private let work: @Sendable (Int) -> Value
    private let next = Atomic<Int>(0)
    private let results: Mutex<[Value?]>

    init(count: Int, _ work: @escaping @Sendable (Int) -> Value) {
        self.count = count
        self.work = work
        results = Mutex(Array(repeating: nil, count: count))
    }

    func run() {
        while true {
            let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            let value = work(number)
            results.withLock { $0[number] = value }
        }
    }

    /// Every value, once all threads are done.
    var values: [Value] { results.withLock { $0.compactMap { $0 } } }
}
