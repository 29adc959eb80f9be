import Plan

extension ReleasePlan {
    /// What bare names of metrics are about where rows of these data are assessed or replayed.
    func bareReading(on reference: DataReference?) -> BareReading {
        guard let reference, let data = data.first(where: { $0.name.value == reference.data.value }) else {
            return .unknown
        }
        return BareReading(positive: data.positive?.value)
    }

    /// The same where the traffic is watched.
    var bareReadingOfTraffic: BareReading {
        switch traffic?.source {
        case .replay(let replay)?: bareReading(on: replay.rows)
        case .log? where !unreadable.contains(.labels): BareReading(positive: labels?.positive?.value)
        case .log?, .router?, nil: .unknown
        }
    }

    /// What they are about everywhere, assessed or watched.
    var bareReading: BareReading {
        let watched = bareReadingOfTraffic
        guard let risk else { return watched }
        switch (watched, bareReading(on: risk.on)) {
        case (.average, .average), (.ofClass, .ofClass): return watched
        default: return .unknown
        }
    }
}
