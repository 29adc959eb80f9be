import Diagnostics

/// The codes for effects that are assumed on a command line.
enum SimulationCodes {
    static let all: [DiagnosticCode] = [.effectSyntax, .unknownEffect, .effectAmount, .effectGrid, .impossibleEffect]
}

extension DiagnosticCode {
    static let effectSyntax = DiagnosticCode(
        "PR0640",
        "effect-syntax",
        "An assumed effect is not a metric, `=` and a change, such as `accuracy=-2%`."
    )
    static let unknownEffect = DiagnosticCode(
        "PR0641",
        "unknown-effect",
        "An effect is assumed on something that simulated requests cannot be made to show: there is no such metric, or "
            + "no such class, or it is not one of those whose change says what each answer becomes."
    )
    static let effectAmount = DiagnosticCode(
        "PR0642",
        "effect-amount",
        "The change of an assumed effect cannot be read. A share takes percentage points with a sign (`-2%`) or a value "
            + "without one (`90%`); a latency takes a length of time likewise (`+5ms`, `40ms`) or a signed percentage."
    )
    static let effectGrid = DiagnosticCode(
        "PR0643",
        "effect-grid",
        "A grid of effects is not two changes of one kind and how many points there are between them, such as "
            + "`accuracy=-5%..0%:6`."
    )
    static let impossibleEffect = DiagnosticCode(
        "PR0644",
        "impossible-effect",
        "What was measured leaves no room for an assumed effect: a share would be below 0% or above 100%, or the plan "
            + "has nothing that the effect could change."
    )
}
