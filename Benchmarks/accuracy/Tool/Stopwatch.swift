import Glibc

/// The seconds of now, by the clock and by what the processor has spent on this process.
struct Stopwatch {
    let clock = Self.seconds(CLOCK_MONOTONIC)
    let processor = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
