package import Diagnostics

/// Codes about tests of plans: PR0477, and PR0600 to PR0629.
package enum TestCodes {
    package static let all: [DiagnosticCode] = [
        .seriesSyntax, .unreadMetric, .seriesUnit, .untestablePlan, .emptyExpectation, .unclearFault, .unreadableTests,
        .seriesRange, .missingStart,
    ]
}

extension DiagnosticCode {
    static let seriesSyntax = DiagnosticCode(
        "PR0600",
        "series-syntax",
        "A series of values cannot be read. It is written as promtool does: values with blanks between, `0.9x10` for a value and ten "
            + "more of it, `0.9-0.01x10` for ten more that fall by 0.01 each, `_` or `_x3` for no value, `stale` for the end of it."
    )
    static let unreadMetric = DiagnosticCode(
        "PR0601",
        "unread-metric",
        "A test states values of a metric that the plan reads nowhere, so that they would change nothing. It is written as in the "
            + "plan's conditions."
    )
    static let seriesUnit = DiagnosticCode(
        "PR0602",
        "series-unit",
        "The values of a test do not have the unit of their metric: a share is a number or a percentage, a duration and a rate carry "
            + "their unit, counts and scores are plain numbers."
    )
    package static let untestablePlan = DiagnosticCode(
        "PR0603",
        "untestable-plan",
        "The plan that tests are for cannot be read or has errors, which come with this one."
    )
    static let emptyExpectation = DiagnosticCode(
        "PR0604",
        "empty-expectation",
        "A test expects nothing, so that it would pass whatever the plan does."
    )
    static let unclearFault = DiagnosticCode(
        "PR0605",
        "unclear-fault",
        "A fault says nothing that goes wrong, or several things at once: it has one of `no_data`, `notifier` and `step`."
    )
    package static let unreadableTests = DiagnosticCode(
        "PR0606",
        "unreadable-tests",
        "A file of tests cannot be read, or a folder has none. Files of tests end in `.test.yaml`."
    )
    static let seriesRange = DiagnosticCode(
        "PR0607",
        "series-range",
        "The values of a test are none that can be measured: shares go from 0 to 1, durations, counts and rates are never negative, "
            + "and requests are whole numbers."
    )
    static let missingStart = DiagnosticCode(
        "PR0477",
        "missing-start",
        "A test of a plan with change windows does not say when its run starts, and so not which windows it meets."
    )
}
