import Execution
import Foundation
import JSON
import Plan
import Providers
import TestProcesses
import Testing

/// What `Scripts/install-model-server` installs.
enum LocalModelServer {
    static let folder: String = {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropFirst().dropLast(4).joined(separator: "/")
        return "/" + root + "/.build/model-server/bin"
    }()
    static let program = folder + "/mlserver"
}

/// Forests of scikit-learn behind a real model server, beside what scikit-learn itself says.
@Suite(
    .enabled(
        if: LocalProcess.has(LocalModelServer.program),
        "MLServer is not installed: `Scripts/install-model-server`"
    )
)
struct MLServerTests {
    private let scratch: ScratchFolder
    private let process: LocalProcess
    private let url: String
    private let expected: JSONValue

    init() async throws {
        scratch = try ScratchFolder()
        let ports = try (0..<3).map { _ in try FreePort.take() }
        let training = try LocalProcess(
            LocalModelServer.folder + "/python",
            [Fixtures.path("forests.py"), scratch.path] + ports.map(String.init),
            log: scratch.path("training.log")
        )
        try await training.waitForEnd()
        let made = try String(contentsOfFile: scratch.path("expected.json"), encoding: .utf8)
        expected = try JSONValue(parsing: made)
        url = "http://127.0.0.1:\(ports[0])"
        process = try LocalProcess(
            LocalModelServer.program,
            ["start", scratch.path],
            log: scratch.path("mlserver.log")
        )
        try await process.waitUntilReady(url + "/v2/health/ready")
    }

    private var classes: [String] { (expected["classes"]?.array ?? []).compactMap(\.string) }

    private var rows: RemoteRows {
        RemoteRows(
            columns: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: (expected["rows"]?.array ?? []).compactMap(\.array)
        )
    }

    private func model(_ name: String, _ options: [String: OptionValues.Value] = [:]) throws -> any RemoteModel {
        let place: [String: OptionValues.Value] = [
            "serve": .text("\(url)/v2/models/\(name)/versions/7"), "timeout": .text("10m"),
        ]
        let spec = ModelSpec(
            role: .candidate,
            kind: "serve",
            options: OptionValues(place.merging(options) { $1 }),
            training: nil,
            retraining: []
        )
        let context = ProviderContext(folder: ".")
        return try #require(RemoteModelRegistry.model(for: spec, classes: classes, in: context))
    }

    /// One server for all: it takes seconds to start.
    @Test func answersAreThoseOfScikitLearn() async throws {
        for name in ["named", "numbered"] {
            let answers = (expected[name]?.array ?? []).map(\.string)
            #expect(answers.count == 150)
            let model = try model(name, ["batch": .integer(40)])
            let identity = try await model.look().name
            #expect(identity.hasPrefix("\(name), version 7"))
            #expect(try await model.answer(rows).map(\.label) == answers, "\(name)")
            let one = try await self.model(name).answer(rows)
            #expect(one.map(\.label) == answers, "\(name), a row a request")
            #expect(one.allSatisfy { $0.latency > .zero })
        }
        let unknown = await #expect(throws: ProviderFailure.self) { try await model("none").look() }
        #expect(unknown?.isTransient == false)
        process.kill()
        let gone = await #expect(throws: ProviderFailure.self) { try await model("named").look() }
        #expect(gone?.isTransient == true)
    }
}
