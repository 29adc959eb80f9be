/// Work that takes its time elsewhere, and that nobody need wait for to its end.
package enum BreakableWork {
    /// How long nobody looks whether it is still wanted.
    private static let glance = Duration.milliseconds(100)

    /// What the work comes to; nil where it is no longer wanted, and was broken off.
    ///
    /// - Parameter isWanted: Asked again and again.
    package static func run<Value: Sendable, Failure: Error>(
        while isWanted: () -> Bool,
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value? {
        let result = await withTaskGroup(of: Result<Value, Failure>?.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                do throws(Failure) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask { await look() }
            while let result = await group.next() {
                if let result { return Optional(result) }
                guard isWanted() else { break }
                group.addTask { await look() }
            }
            return nil
        }
        return try result?.get()
    }

    private static func look<Value>() async -> Value? {
        try? await Task.sleep(for: glance)
        return nil
    }
}
