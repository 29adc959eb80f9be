import ArgumentParser

/// Whether a log is followed while it is written.
struct FollowOptions: ParsableArguments {
    @Flag(
        help:
            "Read what is added to the log, the last where there are several, until Ctrl-C, and print anew what it comes to where rows have come."
    )
    var follow = false

    @Option(help: ArgumentHelp("With --follow, how often what is added is read (default: 10s).", valueName: "duration"))
    var every: WindowArgument?

    func validate() throws {
        guard follow || every == nil else { throw ValidationError("--every needs --follow") }
    }

    /// In nanoseconds.
    var interval: Int64 { every?.nanoseconds ?? 10_000_000_000 }
}
