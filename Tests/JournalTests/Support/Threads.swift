import Foundation
import Synchronization

/// Runs the body on so many threads of the system at once and gives what each of them gave. Tasks would not do: beside
/// other tests they may well get one thread for all.
func onThreads<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Result) throws -> [Result] {
    let results = Shared<Result>()
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread.detachNewThread {
            let result = Swift.Result { try body(index) }
            results.values.withLock { $0.append(result) }
            group.leave()
        }
    }
    group.wait()
    return try results.values.withLock { try $0.map { try $0.get() } }
}

private final class Shared<Value: Sendable>: Sendable {
    let values = Mutex<[Result<Value, any Error>]>([])
}
