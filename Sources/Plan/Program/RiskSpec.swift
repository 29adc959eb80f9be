/// What must hold before anything is released.
package struct RiskSpec: Sendable, Hashable {
    package let on: DataSelection
    package let lowIf: [GateSpec]
    package let otherwise: RiskFallback

    package init(on: DataSelection, lowIf: [GateSpec], otherwise: RiskFallback) {
        self.on = on
        self.lowIf = lowIf
        self.otherwise = otherwise
    }
}
