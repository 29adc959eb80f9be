import Diagnostics
import Testing

/// What a plan needs that no run of it could have yet is said before anything is done, each at its place.
struct ExecutabilityTests {
    @Test(arguments: ["credit", "everything", "iris", "live", "minimal"])
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

    /// A router divides by shares alone, and counts nothing.
    @Test func liveTraffic() throws {
        let missing = Compiled(try Golden.input("ok", "live-part")).missingCapabilities.map(\.message)
        #expect(missing.count == 2)
        for what in ["a part of the units", "count the requests of live traffic"] {
            #expect(missing.contains { $0.contains(what) }, "\(what)")
        }
    }
}
