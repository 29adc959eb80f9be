import Execution
import Foundation
import JSON
import Plan
import Platform
import Providers
import Testing

/// Programs that speak the command protocol, well and badly: scripts of `sh`.
@Suite struct CommandPeerTests {
    private let scripts: Scripts

    init() throws { scripts = try Scripts("peer") }

    private func peer(
        _ kind: CommandKind = .metric,
        _ command: [String] = ["./program"],
        _ options: [String: OptionValues.Value] = ["timeout": .text("10m")],
        secrets: Secrets = Secrets()
    ) -> CommandPeer {
        CommandPeer(
            kind,
            command,
            OptionValues(options),
            in: ProviderContext(run: "r-7", folder: scripts.folder, secrets: secrets)
        )
    }

    private func failure(_ work: () async throws -> Void) async -> ProviderFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    @Test func theRequestIsALineOfJSON() async throws {
        try scripts.shell(#"cat > got; printf '%s' "$*" > arguments; echo '{"name": "x"}'"#)
        _ = try await peer(.metric, ["./program", "-a", "b  c"]).ask("value", ["model": "v\n7", "window": 90.5])
        let got = try scripts.text("got")
        #expect(
            got == #"{"planrun":1,"kind":"metric","op":"value","run":"r-7","model":"v\n7","window":90.5}"# + "\n"
        )
        #expect(try scripts.text("arguments") == "-a b  c")
    }

    @Test func nothingIsAnEmptyAnswer() async throws {
        try scripts.shell("cat > /dev/null; echo")
        #expect(try await peer().ask("set") == [:])
    }

    @Test(arguments: [
        (
            "echo done",
            "does not answer with one JSON object: a value cannot start with this character, after 0 bytes of `done"
        ),
        ("echo '[1]'", "does not answer with one JSON object: it is no object"),
        (#"echo '{"a": 1} {"b": 2}'"#, "text after the end of the value"),
        (#"echo '{"a": '; echo 'no route' >&2"#, "it complains: no route"),
        ("head -c 17000000 /dev/zero", "answers with more than 16777216 bytes"),
    ])
    func anAnswerOfAnotherFormStaysAFailure(_ script: String, _ words: String) async throws {
        try scripts.shell(script)
        let failure = await failure { _ = try await peer().ask("describe") }
        #expect(failure?.problem.contains(words) == true, "\(failure?.problem ?? "none")")
        #expect(failure?.isTransient == false)
    }

    @Test func anEndThatIsBadOrLateMayGoBetterLater() async throws {
        try scripts.shell("echo '{}'; echo 'no route' >&2; exit 3")
        let status = await failure { _ = try await peer().ask("describe") }
        #expect(status == ProviderFailure("`./program` ended with status 3: no route", isTransient: true))
        try scripts.shell("sleep 1000")
        let late = await failure {
            _ = try await peer(.metric, ["./program"], ["timeout": .text("200ms")]).ask("describe")
        }
        #expect(
            late == ProviderFailure("`./program` was ended, as it took longer than 200ms", isTransient: true)
        )
        let missing = await failure { _ = try await peer(.metric, ["./nowhere"]).ask("describe") }
        #expect(missing == ProviderFailure("cannot run `./nowhere`: No such file or directory", isTransient: false))
    }

    @Test func theProgramSaysWhetherItMayGoBetterLater() async throws {
        try scripts.shell(#"echo '{"error": "no such\u001b[31m backend"}'"#)
        let stays = await failure { _ = try await peer().ask("set") }
        #expect(stays == ProviderFailure(#"`./program` says: no such\u{1b}[31m backend"#, isTransient: false))
        try scripts.shell(#"echo '{"error": "busy", "retry": true}'"#)
        let again = await failure { _ = try await peer().ask("set") }
        #expect(again == ProviderFailure("`./program` says: busy", isTransient: true))
    }

    @Test func itSeesOnlyTheSecretsThatItIsGiven() async throws {
        setenv("OPS_TEST_KEPT", "kept", 1)
        setenv("OPS_TEST_TOKEN", "t0ken", 1)
        setenv("OPS_TEST_OTHER", "0ther", 1)
        try scripts.shell(#"env > seen; echo "{\"error\": \"$GIVEN\"}""#)
        let secrets = Secrets(["OPS_TEST_TOKEN": "t0ken", "OPS_TEST_OTHER": "0ther"])
        let environment: [String: SecretText] = [
            "GIVEN": SecretText([.text("Bearer "), .secret("OPS_TEST_TOKEN")]), "PLAIN": SecretText([.text("a=b")]),
        ]
        let options: [String: OptionValues.Value] = ["environment": .mapping(environment), "timeout": .text("10m")]
        let peer = peer(.router, ["./program"], options, secrets: secrets)
        let failure = await failure { _ = try await peer.ask("describe") }
        let seen = try scripts.text("seen").split(separator: "\n")
        #expect(seen.contains("GIVEN=Bearer t0ken"))
        #expect(seen.contains("PLAIN=a=b"))
        #expect(seen.contains("OPS_TEST_KEPT=kept"))
        #expect(!seen.contains { $0.contains("0ther") || $0.hasPrefix("OPS_TEST_TOKEN") })
        // What it says is told without the secret.
        #expect(failure?.problem == "`./program` says: Bearer ***")
    }

    @Test func aSecretWithoutAValueIsSaidByItsName() async throws {
        try scripts.shell("echo '{}'")
        let environment = ["TOKEN": SecretText([.secret("ABSENT")])]
        let failure = await failure {
            _ = try await peer(.router, ["./program"], ["environment": .mapping(environment)]).ask("describe")
        }
        #expect(
            failure
                == ProviderFailure(
                    "the variable `TOKEN` needs a secret that has no value: `ABSENT`",
                    isTransient: false
                )
        )
    }

    @Test func aMetricIsANumberOrNone() async throws {
        let store = CommandMetricStore(peer())
        let question = MetricQuestion(model: "v7", window: .milliseconds(1500), at: .seconds(1_772_357_400))
        try scripts.shell(#"cat > got; echo '{"value": 0.25}'"#)
        #expect(try await store.value(for: question) == .value(0.25, samples: nil))
        let got = try JSONValue(parsing: String(try scripts.text("got").dropLast()))
        #expect(got["model"]?.string == "v7")
        #expect(got["window"]?.number == 1.5)
        #expect(got["at"]?.number == 1_772_357_400)
        try scripts.shell(#"echo '{"value": 2, "samples": 40}'"#)
        #expect(try await store.value(for: question) == .value(2, samples: 40))
        try scripts.shell(#"echo '{"value": null, "reason": "no requests"}'"#)
        #expect(try await store.value(for: question) == .none("no requests"))
        for (answer, words) in [
            ("{}", "has no `value`"), (#"{"value": "1"}"#, "neither a number nor null"),
            (#"{"value": 1, "samples": 0.5}"#, "`samples`"),
        ] {
            try scripts.shell("echo '\(answer)'")
            let failure = await failure { _ = try await store.value(for: question) }
            #expect(failure?.problem.contains(words) == true)
            #expect(failure?.isTransient == false)
        }
    }

    @Test func aModelAnswersEachRow() async throws {
        let model = CommandRemoteModel(peer(.model))
        let rows = RemoteRows(columns: ["x", "y"], rows: [[1, "a"], [2.5, "b"], [3, "c"]])
        try scripts.shell(#"cat > got; sleep 0.1; echo '{"labels": ["yes", null, "no"], "name": "m"}'"#)
        let answers = try await model.answer(rows)
        #expect(answers.map(\.label) == ["yes", nil, "no"])
        #expect(answers.allSatisfy { $0.latency >= .milliseconds(33) })
        let got = try JSONValue(parsing: String(try scripts.text("got").dropLast()))
        #expect(got["columns"] == ["x", "y"])
        #expect(got["rows"] == [[1, "a"], [2.5, "b"], [3, "c"]])
        #expect(try await model.look() == RemoteModelIdentity(name: "m"))
        for answer in [#"{"labels": ["yes"]}"#, #"{"labels": [1, 2, 3]}"#, "{}"] {
            try scripts.shell("echo '\(answer)'")
            let failure = await failure { _ = try await model.answer(rows) }
            #expect(failure?.problem.contains("needs `labels` with a text or null for each of 3 rows") == true)
        }
    }

    @Test(arguments: [
        (#""5%""#, 1, 20), ("0.05", 1, 20), (#""0.01%""#, 1, 10_000), (#""1/3""#, 1, 3), ("0", 0, 1), ("1", 1, 1),
        (#""0.00001""#, 1, 100_000), ("0.00001", 1, 100_000),
    ])
    func aRouterSaysItsShareExactly(_ text: String, _ numerator: Int, _ denominator: Int) async throws {
        try scripts.shell("echo '{\"share\": \(text)}'")
        #expect(try await CommandRouter(peer(.router)).share() == Rational(numerator, denominator))
    }

    @Test(arguments: [#"{"share": "101%"}"#, #"{"share": -0.1}"#, #"{"share": "half"}"#, #"{"share": "1/0"}"#, "{}"])
    func aRouterWithoutAShareFails(_ answer: String) async throws {
        try scripts.shell("echo '\(answer)'")
        let failure = await failure { _ = try await CommandRouter(peer(.router)).share() }
        #expect(failure?.isTransient == false)
    }

    @Test func aRouterThatCannotBeAskedHasNoShare() async throws {
        try scripts.shell(#"cat > got; echo '{"share": null}'"#)
        let router = CommandRouter(peer(.router))
        #expect(try await router.share() == nil)
        try await router.set(try #require(Rational(1, 3)))
        let got = try JSONValue(parsing: String(try scripts.text("got").dropLast()))
        #expect(got["op"]?.string == "set")
        #expect(got["share"]?.string == "1/3")
        #expect(got["fraction"]?.number == 1.0 / 3)
    }
}
