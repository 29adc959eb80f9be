import Diagnostics
import Testing

/// What a plan needs that no run of it could have yet is said before anything is done, each at its place.
struct ExecutabilityTests {
    @Test(arguments: ["everything", "iris", "minimal"])
    func executable(name: String) throws {
        #expect(Compiled(try Golden.input("ok", name)).missingCapabilities == [])
    }

    @Test func recordedLog() throws {
        let missing = Compiled(try Golden.input("ok", "credit"))
        let text = FullRenderer(limit: nil).render(missing.missingCapabilities, in: missing.sources)
        for what in ["rows of a log", "model of kind `recorded`", "metric of kind `drift`"] {
            #expect(text.contains("cannot ") && text.contains(what), "\(what)")
        }
        #expect(text.contains("judge by segments"))
        #expect(missing.missingCapabilities.allSatisfy { $0.severity == .error })
    }

    @Test func liveTraffic() throws {
        let missing = Compiled(try Golden.input("ok", "live")).missingCapabilities.map(\.message)
        for what in ["divide live traffic", "kind `serve`", "kind `prometheus`", "`webhook`", "`alertmanager`"] {
            #expect(missing.contains { $0.contains(what) }, "\(what)")
        }
    }
}
