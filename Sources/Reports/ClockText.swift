import Plan

/// A run's own time as hours, minutes and seconds, with days before them where it lasts that long.
enum ClockText {
    static func text(_ time: Duration) -> String {
        let seconds = Int(time.nanoseconds / 1_000_000_000)
        let parts = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let days = seconds / 86_400
        return (days > 0 ? "\(days)d " : "") + parts.joined(separator: ":")
    }
}
