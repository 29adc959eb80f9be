package import Diagnostics

/// `risk:`: what must hold before anything is released.
package struct RiskPlan: Sendable, Hashable {
    package let on: DataReference?
    package let lowIf: [GatePlan]
    package let minimumSamples: Int
    package let otherwise: Located<RiskFallback>
    package let span: SourceSpan

    package init(
        on: DataReference?,
        lowIf: [GatePlan],
        minimumSamples: Int,
        otherwise: Located<RiskFallback>,
        span: SourceSpan
    ) {
        self.on = on
        self.lowIf = lowIf
        self.minimumSamples = minimumSamples
        self.otherwise = otherwise
        self.span = span
    }
}
