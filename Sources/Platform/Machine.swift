internal import Glibc

/// The machine this process runs on.
package enum Machine {
    /// What tells this start of the machine's kernel from every other one, or nil where the kernel does not say. All
    /// containers on one kernel see the same.
    package static let boot: String? = {
        guard let content = try? FileSystem.read("/proc/sys/kernel/random/boot_id", limit: 64) else { return nil }
        let text = String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return text.isEmpty ? nil : text
    }()

    /// Seconds since the machine was started, with those it was asleep: a clock that nobody sets.
    package static var uptime: Int {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return time.tv_sec
    }

    /// Seconds since 1970 by the clock on the wall, which may be set at any time.
    package static var wallClock: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec
    }
}
