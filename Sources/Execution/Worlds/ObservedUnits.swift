import Plan

/// Which units of a replay have had a request answered by the candidate since it was first given to anybody, so that each
/// counts once where observations must be independent.
///
/// It follows from the routes and the requests alone: after a crash, or where an interval is observed again, it is found anew.
struct ObservedUnits {
    private struct Route {
        let at: Duration
        let stage: Int
    }

    private var routes: [Route] = []
    private var seen: [Bool]
    /// Up to when `seen` is right.
    private var upTo: Duration?

    init(units: Int) { seen = Array(repeating: false, count: units) }

    /// Notes that a stage's audience has the candidate from now on; nobody has it where that is nil.
    mutating func route(_ stage: Int?, at time: Duration) {
        guard let stage else {
            routes = []
            upTo = nil
            return
        }
        routes.append(Route(at: time, stage: stage))
    }

    /// Makes ready for the requests of an interval, which are then asked about in their order.
    ///
    /// - Parameter units: Calls its last argument with the unit of each request that the candidate answers in a stage and a
    ///   time.
    mutating func begin(
        _ interval: Range<Duration>,
        units: (_ stage: Int, _ interval: Range<Duration>, _ body: (Int) -> Void) -> Void
    ) {
        defer { upTo = interval.upperBound }
        guard upTo != interval.lowerBound else { return }
        var found = [Bool](repeating: false, count: seen.count)
        for (place, route) in routes.enumerated() {
            let next = place + 1 < routes.count ? routes[place + 1].at : interval.lowerBound
            let end = min(next, interval.lowerBound)
            guard route.at < end else { continue }
            units(route.stage, route.at..<end) { found[$0] = true }
        }
        seen = found
    }

    /// Whether this is the unit's first request.
    mutating func isFirst(_ unit: Int) -> Bool {
        guard !seen[unit] else { return false }
        seen[unit] = true
        return true
    }
}
