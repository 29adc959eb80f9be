extension Array where Element: Sendable {
    /// The results in the order of the elements, so many of them worked on at once.
    func concurrentMap<Result: Sendable>(
        atOnce count: Int,
        _ transform: @escaping @Sendable (Element) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: self.count)
            var next = 0
            func start() {
                guard next < self.count else { return }
                let (place, element) = (next, self[next])
                next += 1
                group.addTask { (place, await transform(element)) }
            }
            for _ in 0..<Swift.min(Swift.max(1, count), self.count) { start() }
            while let (place, result) = await group.next() {
                results[place] = result
                start()
            }
            return results.compactMap { $0 }
        }
    }
}
