import Diagnostics
import Testing

/// What a plan needs that no run of it could have yet is said before anything is done, each at its place.
struct ExecutabilityTests {
    @Test(arguments: ["credit", "everything", "iris", "minimal"])
    func executable(name: String) throws {
        #expect(Compiled(try Golden.input("ok", name)).missingCapabilities == [])
    }

    @Test func riskOfRecordedPredictions() throws {
        let risk = "risk: { on: golden, low_if: [accuracy >= 0.9], otherwise: stop }\nstages:"
        let plan = try Golden.input("ok", "credit").replacing("stages:", with: risk)
        #expect(
            Compiled(plan).missingCapabilities.map(\.message).contains { $0.contains("risk of recorded predictions") }
        )
    }

    @Test func liveTraffic() throws {
        let missing = Compiled(try Golden.input("ok", "live")).missingCapabilities.map(\.message)
        for what in ["divide live traffic", "kind `serve`", "kind `prometheus`", "`webhook`", "`alertmanager`"] {
            #expect(missing.contains { $0.contains(what) }, "\(what)")
        }
    }
}
