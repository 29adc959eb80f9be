import Foundation
import JSON
import Testing

/// Whether rows are divided as they were to be.
@Suite struct EvaluateRatioTests {
    private static func log(_ counts: [(String, Int)]) -> String {
        "label,prediction,arm\n" + counts.map { String(repeating: "a,a,\($0)\n", count: $1) }.joined()
    }

    private func evaluate(_ counts: [(String, Int)], _ ratio: String, by: String = "arm") throws -> EvaluateRun {
        let options = ["--metric", "accuracy", "--by", by, "--ratio", ratio, "--format", "json"]
        return try EvaluateRun(bytes: Data(Self.log(counts).utf8), arguments: options)
    }

    /// 5200 to 4800 has p = .02589 by the formula of Lindon and Malek in Python.
    @Test func theDivisionIsChecked() throws {
        let even = try evaluate([("v1", 5200), ("v2", 4800)], "v1=50%,v2=0.5")
        #expect(even.status == 0, "\(even.errors)")
        let ratio = try even.json()["ratio"]
        #expect(abs((ratio?["p"]?.number ?? 0) - 0.02589) < 5e-6 && ratio?["broken"] == false)
        #expect(ratio?["arms"]?.array?.map { $0["rows"] } == [5200, 4800])
        let broken = try evaluate([("v1", 5600), ("v2", 4400)], "v1=50%,v2=50%")
        #expect(try broken.status == 2 && broken.json()["ratio"]?["broken"] == true)
        #expect(try evaluate([("v1", 5600), ("v2", 4400)], "v1=56%,v2=44%").status == 0)
    }

    /// A value that is due nothing has no place there, and one that never comes is missed.
    @Test func armsThatAreDueNothing() throws {
        let stranger = try evaluate([("v1", 50), ("v2", 50), ("v3", 1)], "v1=50%,v2=50%")
        #expect(try stranger.status == 2 && stranger.json()["ratio"]?["arms"]?.array?.count == 3)
        #expect(try evaluate([("v1", 500)], "v1=50%,v2=50%").status == 2)
    }

    @Test(arguments: ["v1=50%", "v1=50%,v1=50%", "v1=half,v2=half", "=50%,v2=50%", "v1=60%,v2=60%", ""])
    func sharesAddToOne(ratio: String) throws {
        #expect(try evaluate([("v1", 5)], ratio).status == 64)
    }

    @Test func oneColumnIsDivided() throws {
        let run = try evaluate([("v1", 5)], "v1=100%", by: "arm,label")
        #expect(run.status == 64 && run.errors.contains("--ratio needs --by with one column"))
    }
}
