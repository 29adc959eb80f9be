import Foundation
import JSON
import Plan
import Platform
import Providers
import Testing

/// The protocol's own example, and programs that break one rule each.
@Suite(.enabled(if: Peers.program("python3") != nil, "needs python3"))
struct CommandConformanceTests {
    private let scripts: Scripts

    init() throws { scripts = try Scripts("conformance") }

    /// The program that the protocol's description shows.
    private static let example: String = {
        let path = Peers.scripts + "/../../docs/command-protocol.md"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let start = text.components(separatedBy: "```python\n").dropFirst().first ?? ""
        return start.components(separatedBy: "```").first ?? ""
    }()

    private func outcomes(
        _ kind: CommandKind,
        _ program: String,
        _ members: JSONObject = [:],
        timeout: String = "10m"
    ) async throws -> [String: CommandConformance.Check.Outcome] {
        try scripts.write(program, named: "program")
        let peer = CommandPeer(
            kind,
            ["./program"],
            OptionValues(["timeout": .text(timeout)]),
            in: ProviderContext(run: "check", folder: scripts.folder)
        )
        let checks = await CommandConformance(kind, peer, members: members).run()
        return Dictionary(uniqueKeysWithValues: checks.map { ($0.name, $0.outcome) })
    }

    private func failed(_ outcomes: [String: CommandConformance.Check.Outcome]) -> [String] {
        outcomes.compactMap { name, outcome in if case .failed = outcome { name } else { nil } }.sorted()
    }

    @Test func theExampleOfTheDescriptionConforms() async throws {
        try FileSystem.replace(scripts.folder + "/share", with: Array("5%".utf8))
        let kept = try await outcomes(.router, Self.example)
        #expect(failed(kept) == [])
        #expect(kept["describes itself"] == .passed("share in a file"))
        #expect(kept["says which share the candidate has"] == .passed("5%"))
        #expect(try scripts.text("share") == "5%")
        let set = try await outcomes(.router, Self.example, ["share": "1/3"])
        #expect(set["has the share that was set, also where it is set twice"] == .passed("1/3"))
        #expect(try scripts.text("share") == "5%")
    }

    @Test(arguments: [
        (#"if request["planrun"] != 1:"#, "if False:", "refuses another version"),
        ("{\"error\": f\"no operation {request['op']}\"}", "{}", "refuses an operation that it does not know"),
        (#"{"name": "share in a file"}"#, #"{"title": "share in a file"}"#, "describes itself"),
        (
            #"file.write(request["share"])"#, #"file.write("7%")"#,
            "has the share that was set, also where it is set twice"
        ),
        (
            #"open("share").read()"#, #"open("share").read() + "!""#, "says which share the candidate has"
        ),
        (
            #"request = json.load(sys.stdin)"#,
            #"request = json.load(sys.stdin); assert len(request) < 5 or request["op"] == "set""#,
            "takes members that it does not know"
        ),
    ])
    func aBrokenRuleIsFound(_ part: String, _ other: String, _ name: String) async throws {
        #expect(Self.example.contains(part))
        try FileSystem.replace(scripts.folder + "/share", with: Array("5%".utf8))
        let outcomes = try await outcomes(.router, Self.example.replacing(part, with: other))
        #expect(failed(outcomes) == [name])
    }

    @Test func aProgramThatAnswersLateIsFoundAtOnce() async throws {
        let outcomes = try await outcomes(.metric, "#!/bin/sh\nsleep 1000\n", timeout: "200ms")
        #expect(
            outcomes == ["describes itself": .failed("`./program` was ended, as it took longer than 200ms")]
        )
    }

    @Test func metricsAndModelsAreAskedWhatTheRequestSays() async throws {
        let program = #"""
            #!/usr/bin/env python3
            import json, sys
            request = json.load(sys.stdin)
            answers = {
                "describe": lambda: {"name": "m"},
                "value": lambda: {"value": 0.5 if request["model"] == "v7" else None},
                "predict": lambda: {"labels": [str(row[0]) for row in request["rows"]]},
            }
            known = request["planrun"] == 1 and request["op"] in answers
            print(json.dumps(answers[request["op"]]() if known else {"error": "unknown"}))
            """#
        let metric = try await outcomes(.metric, program, ["model": "v7"])
        #expect(failed(metric) == [])
        #expect(metric["gives a value"] == .passed("0.5"))
        let none = try await outcomes(.metric, program)
        #expect(none["gives a value"] == .passed("none: the program has none"))
        let model = try await outcomes(.model, program, ["columns": ["x"], "rows": [[1], [2]]])
        #expect(model["predicts a class for each row"] == .passed("1, 2"))
        let unasked = try await outcomes(.model, program)
        #expect(failed(unasked) == [])
        // A notifier is not told anything unasked.
        let notifier = try await outcomes(.notifier, program)
        #expect(failed(notifier) == [])
        let told = try await outcomes(.notifier, program, ["message": "m"])
        #expect(failed(told) == ["takes a notification"])
    }
}
