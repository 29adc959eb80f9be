import Execution
import JSON
import Plan
import Providers
import Testing

/// Programs that train the candidate again: scripts of `sh`.
@Suite struct CommandRetrainerTests {
    private let scripts: Scripts

    init() throws { scripts = try Scripts("retrainer") }

    private func retrainer(_ options: [String: OptionValues.Value], kind: String = "serve") -> CommandRetrainer {
        let context = ProviderContext(
            run: "ranker-3",
            folder: scripts.folder,
            secrets: Secrets(["TOKEN": "t0ken-of-somebody"])
        )
        let recipe = OptionValues(["command": .list(["./program"]), "timeout": .text("10m")])
        let spec = ModelSpec(
            role: .candidate,
            kind: kind,
            options: OptionValues(options),
            training: nil,
            retraining: [],
            retrainers: [recipe]
        )
        return CommandRetrainer(
            CommandPeer(.retrain, ["./program"], recipe, in: context),
            of: spec,
            in: context
        )
    }

    private let served: [String: OptionValues.Value] = [
        "serve": .text("http://127.0.0.1:1/v2/models/m/versions/7"), "label": .text("v7"),
    ]

    private func failure(_ answer: String, _ retrainer: CommandRetrainer) async throws -> ProviderFailure? {
        try scripts.shell("cat > /dev/null; echo '\(answer)'")
        do throws(ProviderFailure) {
            _ = try await retrainer.train(time: 1, replacing: "v7")
            return nil
        } catch {
            return error
        }
    }

    @Test func itIsAskedUnderOneKey() async throws {
        try scripts.shell(#"cat > got; echo '{"label": "v8"}'"#)
        let model = try await retrainer(served).train(time: 2, replacing: "v7")
        #expect(model == ServedModel(label: "v8", address: nil))
        let got = try scripts.text("got")
        #expect(
            got
                == #"{"planrun":1,"kind":"retrain","op":"train","run":"ranker-3","attempt":2,"key":"ranker-3/train/2","label":"v7"}"#
                + "\n"
        )
    }

    @Test func whatItSaysIsAskedFromThenOn() async throws {
        let address = "http://127.0.0.1:1/v2/models/m/versions/8"
        try scripts.shell(#"cat > /dev/null; echo '{"label": "v8", "model": "\#(address)"}'"#)
        let retrainer = retrainer(served)
        let candidate = retrainer.candidate(serving: try await retrainer.train(time: 1, replacing: nil))
        #expect(candidate.options.text("serve") == address)
        #expect(candidate.options.text("label") == "v8")
        let moved = self.retrainer(["url": .text("http://127.0.0.1:1/old")], kind: "http").candidate(
            serving: ServedModel(label: "v8", address: "http://127.0.0.1:1/new")
        )
        #expect(moved.options.text("url") == "http://127.0.0.1:1/new")
        let kept = retrainer.candidate(serving: ServedModel(label: "v8", address: nil))
        #expect(kept.options.secretText("serve") == SecretText([.text("http://127.0.0.1:1/v2/models/m/versions/7")]))
    }

    @Test func aProgramIsToldWhichModelItIs() async throws {
        let context = ProviderContext(run: "r", folder: scripts.folder)
        let retrainer = retrainer(["command": .list(["./program"]), "timeout": .text("10m")], kind: "command")
        let candidate = retrainer.candidate(serving: ServedModel(label: "v8", address: "weights/8"))
        try scripts.shell(#"cat > got; echo '{"labels": ["a"]}'"#)
        let model = try #require(RemoteModelRegistry.model(for: candidate, classes: [], in: context))
        let answers = try await model.answer(RemoteRows(columns: ["x"], rows: [[1]]))
        #expect(answers.map(\.label) == ["a"])
        #expect(try scripts.text("got").contains(#""rows":[[1]],"model":"weights/8"}"#))
    }

    @Test(arguments: [
        ("{}", "needs a `label`"),
        (#"{"label": ""}"#, "needs a `label`"),
        (#"{"label": "v8", "model": 8}"#, "has a `model` that is no text"),
        (
            #"{"label": "v8", "model": "http://127.0.0.1:2/v2/models/m"}"#,
            "has its `model` on another server than the plan"
        ),
        (#"{"label": "v8", "model": "http://elsewhere.example/m"}"#, "has its `model` on another server than the plan"),
        (#"{"label": "v8", "model": "models/8.bin"}"#, "cannot be followed"),
        (#"{"label": "v8", "model": "http://127.0.0.1:1/t0ken-of-somebody"}"#, "has a secret in its `model`"),
    ])
    func anAnswerThatCannotBeFollowedStaysAFailure(_ answer: String, _ words: String) async throws {
        let failure = try await failure(answer, retrainer(served))
        #expect(failure?.problem.contains(words) == true, "\(failure?.problem ?? "none")")
        #expect(failure?.problem.contains("t0ken") == false)
        #expect(failure?.isTransient == false)
    }

    @Test func oneThatTrainsAgainUnderTheSameKeyDoesNotConform() async throws {
        let context = ProviderContext(run: "check", folder: scripts.folder)
        let options = OptionValues(["timeout": .text("10m")])
        let start = """
            read -r request
            case "$request" in
              *'"planrun":1,'*'"op":"describe"'*) echo '{"name": "trainer"}'; exit;;
              *'"planrun":1,'*'"op":"train"'*) ;;
              *) echo '{"error": "unknown"}'; exit;;
            esac
            """
        func outcomes(_ rest: String) async throws -> [CommandConformance.Check.Outcome] {
            try scripts.shell(start + "\n" + rest)
            let peer = CommandPeer(.retrain, ["./program"], options, in: context)
            return await CommandConformance(.retrain, peer, members: ["label": "v7"]).run().map(\.outcome)
        }
        let good = try await outcomes(#"echo '{"label": "v8"}'"#)
        #expect(good.last == .passed("v8"))
        let bad = try await outcomes(#"date +%N >> n; echo "{\"label\": \"v$(wc -l < n)\"}""#)
        #expect(bad.last == .failed("it answers `v1`, and asked again under the same key `v2`"))
        try scripts.shell(start + "\ntouch trained")
        let unasked = await CommandConformance(
            .retrain,
            CommandPeer(.retrain, ["./program"], options, in: context)
        ).run()
        #expect(unasked.last?.outcome == .skipped("it would train: give members of a request, such as a `label`"))
        #expect((try? scripts.text("trained")) == nil)
    }
}
