import Execution
import Foundation
import JSON
import Plan
import Providers
import Testing

/// Models behind a server that answers what is said here.
@Suite(.enabled(if: LocalServer.isAvailable, "python3 is not installed"))
struct RemoteModelTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let iris = ["setosa", "versicolor", "virginica"]
    private static let rows = RemoteRows(
        columns: ["length", "width"],
        rows: [[5.1, 3], [4, .number(2.5)], [.integer(6), 3.5]]
    )

    private func model(
        _ kind: String,
        _ options: [String: OptionValues.Value],
        classes: [String] = iris,
        secrets: Secrets = Secrets()
    ) throws -> any RemoteModel {
        let spec = ModelSpec(
            role: .candidate,
            kind: kind,
            options: OptionValues(options.merging(["timeout": .text("10m")]) { stated, _ in stated }),
            training: nil,
            retraining: []
        )
        return try model(of: spec, classes, in: ProviderContext(folder: ".", secrets: secrets))
    }

    private func model(
        of spec: ModelSpec,
        _ classes: [String] = iris,
        in context: ProviderContext
    ) throws -> any RemoteModel {
        try #require(RemoteModelRegistry.model(for: spec, classes: classes, in: context))
    }

    private func failure(_ model: any RemoteModel, _ rows: RemoteRows = rows) async throws -> ProviderFailure {
        let failure = await #expect(throws: ProviderFailure.self) { try await model.answer(rows) }
        return try #require(failure)
    }

    // MARK: The Open Inference Protocol

    private static let path = "/v2/models/iris/versions/7"

    /// A server whose model says this of itself and answers these tensors.
    private func served(
        inputs: JSONValue = [],
        outputs: JSONValue,
        metadata: [String: JSONValue] = ["status": 200],
        ready: JSONValue = ["status": 200],
        times: Int? = nil
    ) async throws -> LocalServer {
        func canned(_ path: String, _ members: JSONValue) -> JSONValue {
            var object = members.object ?? [:]
            object["path"] = .string(path)
            return .object(object)
        }
        let body: JSONValue = ["name": "iris", "platform": "sklearn", "inputs": inputs, "outputs": []]
        var told = JSONObject(metadata.map { ($0.key, $0.value) })
        if told["body"] == nil { told["body"] = body }
        var infer: JSONObject = ["body": ["model_name": "iris", "outputs": outputs]]
        if let times { infer["times"] = .integer(times) }
        return try await LocalServer(
            answers: [
                canned(Self.path + "/ready", ready), canned(Self.path + "/infer", .object(infer)),
                canned(Self.path, .object(told)),
            ],
            in: folder
        )
    }

    private func serve(_ server: LocalServer, _ options: [String: OptionValues.Value] = [:]) throws -> any RemoteModel {
        let batch: [String: OptionValues.Value] = ["serve": .text(server.url + Self.path), "batch": .integer(100)]
        return try model("serve", batch.merging(options) { $1 })
    }

    private static func tensor(_ datatype: String, _ shape: [Int], _ data: JSONValue, name: String = "predict")
        -> JSONValue
    {
        [
            "name": .string(name), "datatype": .string(datatype), "shape": .array(shape.map { .integer($0) }),
            "data": data,
        ]
    }

    private func asked(_ server: LocalServer) async throws -> JSONValue {
        let last = try #require(try await server.seen().last { $0["method"]?.string == "POST" })
        return try JSONValue(parsing: try #require(last["body"]?.string))
    }

    @Test func oneTensorOfNumbersIsAskedForWhereNothingElseIsSaid() async throws {
        let server = try await served(outputs: [Self.tensor("INT64", [3, 1], [0, 2, 1])])
        let model = try serve(server)
        #expect(try await model.look() == RemoteModelIdentity(name: "iris, version 7, sklearn"))
        let start = ContinuousClock.now
        let answers = try await model.answer(Self.rows)
        let whole = ContinuousClock.now - start
        #expect(answers.map(\.label) == ["setosa", "virginica", "versicolor"])
        #expect(answers.allSatisfy { $0.latency > .zero && $0.latency <= whole })
        #expect(
            try await asked(server)
                == [
                    "inputs": [
                        [
                            "name": "input-0", "shape": [3, 2], "datatype": "FP64", "data": [5.1, 3, 4, 2.5, 6, 3.5],
                        ]
                    ]
                ]
        )
    }

    @Test func oneTensorHasTheNameAndTypeThatTheModelSays() async throws {
        let inputs: JSONValue = [["name": "x", "datatype": "FP32", "shape": [-1, 2]]]
        let server = try await served(
            inputs: inputs,
            outputs: [Self.tensor("BYTES", [3], ["setosa", "rose", "virginica"])]
        )
        let answers = try await serve(server).answer(Self.rows)
        #expect(answers.map(\.label) == ["setosa", nil, "virginica"])
        let tensor = try #require(try await asked(server)["inputs"]?.array?.first)
        #expect(tensor["name"] == "x" && tensor["datatype"] == "FP32")
    }

    @Test func aTensorForEachColumn() async throws {
        let inputs: JSONValue = [
            ["name": "width", "datatype": "FP64", "shape": [-1, 1]],
            ["name": "length", "datatype": "BYTES", "shape": [-1]],
        ]
        let server = try await served(inputs: inputs, outputs: [Self.tensor("INT64", [3], [0, 0, 0])])
        _ = try await serve(server).answer(Self.rows)
        #expect(
            try await asked(server)["inputs"]
                == [
                    ["name": "width", "shape": [3, 1], "datatype": "FP64", "data": [3, 2.5, 3.5]],
                    ["name": "length", "shape": [3], "datatype": "BYTES", "data": ["5.1", "4", "6"]],
                ]
        )
    }

    @Test func probabilitiesAndTheTensorThatIsMeant() async throws {
        let scores: JSONValue = [[0.1, 0.2, 0.7], [0.5, 0.4, 0.1], [0.2, 0.5, 0.3]]
        let outputs: JSONValue = [
            Self.tensor("FP32", [3, 3], scores, name: "scores"), Self.tensor("INT64", [3], [0, 0, 0], name: "other"),
        ]
        let server = try await served(outputs: outputs)
        #expect(try await serve(server).answer(Self.rows).map(\.label) == ["setosa", "setosa", "setosa"])
        let named = try await serve(server, ["output": .text("scores")]).answer(Self.rows)
        #expect(named.map(\.label) == ["virginica", "setosa", "versicolor"])
        let absent = try await failure(try serve(server, ["output": .text("none")]))
        #expect(!absent.isTransient && absent.problem.contains("no tensor `none`"))
    }

    private static let misfits: [(JSONValue, String)] = [
        ([["name": "x", "datatype": "FP64", "shape": [-1, 4]]], "takes 4 columns, and the data have 2"),
        ([["name": "x", "datatype": "INT64", "shape": [-1, 2]]], "takes `length` as INT64"),
        (
            [["name": "a", "datatype": "FP64", "shape": [-1]], ["name": "b", "datatype": "FP64", "shape": [-1]]], "`a`"
        ),
    ]

    @Test(arguments: misfits)
    func rowsThatDoNotFitAreNotSent(_ inputs: JSONValue, _ words: String) async throws {
        let server = try await served(inputs: inputs, outputs: [])
        let failure = try await failure(try serve(server))
        #expect(!failure.isTransient)
        #expect(failure.problem.contains(words), "\(failure.problem)")
    }

    private static let strangers: [JSONValue] = [
        [], [tensor("INT64", [2], [0, 1])], [tensor("BYTES", [3, 2], ["a", "b", "c", "d", "e", "f"])],
        [tensor("BYTES", [3], ["1", "2", "3"])], "none",
    ]

    @Test(arguments: strangers)
    func answersThatAreNoneForEachRowAreAFailureThatStays(_ outputs: JSONValue) async throws {
        let server = try await served(outputs: outputs)
        let failure = try await failure(try serve(server))
        #expect(!failure.isTransient)
        #expect(try await asked(server)["inputs"] != nil)
    }

    @Test func aModelThatIsNotReadyMayBeLater() async throws {
        let server = try await served(outputs: [], ready: ["status": 503])
        let failure = await #expect(throws: ProviderFailure.self) {
            try await serve(server, ["retries": .integer(0)]).look()
        }
        #expect(failure?.isTransient == true)
        let missing = try await served(outputs: [], metadata: ["status": 404, "body": ["error": "no model"]])
        let unknown = await #expect(throws: ProviderFailure.self) { try await serve(missing).look() }
        #expect(unknown?.isTransient == false)
        #expect(unknown?.problem.contains("answered 404: {\"error\": \"no model\"}") == true)
        let page = try await served(outputs: [], metadata: ["body": "<html>"])
        let other = await #expect(throws: ProviderFailure.self) { try await serve(page).look() }
        #expect(other?.problem.hasSuffix("does not speak the Open Inference Protocol") == true)
    }

    // MARK: Any other endpoint

    private func http(_ server: LocalServer, _ options: [String: OptionValues.Value]) throws -> any RemoteModel {
        try model("http", ["url": .text(server.url + "/p")].merging(options) { $1 })
    }

    private func canned(_ body: JSONValue, _ others: JSONObject = [:]) async throws -> LocalServer {
        var answer = others
        answer["path"] = "/p"
        answer["body"] = body
        return try await LocalServer(answers: [.object(answer)], in: folder)
    }

    @Test func eachRowIsAskedInTurn() async throws {
        let server = try await canned(["out": [["class": "virginica"]]])
        let model = try http(server, ["answer": .text("/out/0/class"), "concurrency": .integer(1)])
        #expect(try await model.answer(Self.rows).map(\.label) == ["virginica", "virginica", "virginica"])
        let bodies = try await server.seen().compactMap { $0["body"]?.string }
        #expect(
            bodies == [
                #"{"length":5.1,"width":3}"#, #"{"length":4,"width":2.5}"#, #"{"length":6,"width":3.5}"#,
            ]
        )
    }

    @Test func rowsGoTogether() async throws {
        // As an MLflow server is asked.
        let server = try await canned(["predictions": [0, 1]], ["times": 1])
        let options: [String: OptionValues.Value] = [
            "body": .text(#"{"dataframe_records": {{rows}}}"#), "answer": .text("/predictions"), "batch": .integer(2),
        ]
        let two = RemoteRows(columns: Self.rows.columns, rows: Array(Self.rows.rows.prefix(2)))
        #expect(try await http(server, options).answer(two).map(\.label) == ["setosa", "versicolor"])
        #expect(
            try await asked(server) == [
                "dataframe_records": [["length": 5.1, "width": 3], ["length": 4, "width": 2.5]]
            ]
        )
    }

    @Test func aRowInAStringStaysText() async throws {
        let server = try await canned(["content": "  setosa\n"])
        let body = SecretText([.text(#"{"key": ""#), .secret("KEY"), .text(#"", "prompt": "class of {{row}}?"}"#)])
        let model = try self.model(
            "http",
            ["url": .text(server.url + "/p"), "body": .secret(body), "answer": .text("/content")],
            secrets: Secrets(["KEY": "s3cret"])
        )
        let rows = RemoteRows(columns: ["text"], rows: [[.string(#"a "quote" \ "}"#)]])
        #expect(try await model.answer(rows).map(\.label) == ["setosa"])
        let asked = try await asked(server)
        #expect(asked["prompt"]?.string == #"class of {"text":"a \"quote\" \\ \"}"}?"#)
        #expect(asked["key"]?.string == "s3cret")
    }

    @Test func anAnswerWithoutAClassIsAFailureThatStays() async throws {
        let server = try await canned(["x": "rose", "list": [0]])
        let nothing = try await failure(try http(server, ["answer": .text("/y")]))
        #expect(!nothing.isTransient && nothing.problem.hasSuffix("has nothing at `/y` of its answer"))
        let strange = try await failure(try http(server, ["answer": .text("/x")]))
        #expect(!strange.isTransient && strange.problem.contains("it answered `\"rose\"`"))
        let few = try await failure(
            try http(server, ["answer": .text("/list"), "body": .text("{{rows}}"), "batch": .integer(3)])
        )
        #expect(few.problem.contains("gave 1 predictions for 3 rows"))
        let pointer = try await failure(try http(server, ["answer": .text("x")]))
        #expect(pointer.problem.contains("no JSON pointer"))
    }

    // MARK: Budgets

    @Test func callsHaveAnEnd() async throws {
        let server = try await canned(["x": 0])
        let model = try http(server, ["answer": .text("/x"), "max_calls": .integer(4), "concurrency": .integer(1)])
        #expect(try await model.answer(Self.rows).count == 3)
        let failure = try await failure(model)
        #expect(!failure.isTransient && failure.problem.contains("the 4 calls that `max_calls` allows are used up"))
        #expect(try await server.seen().count == 4)
    }

    @Test func whatOneAssessmentSendsCountsInTheNext() async throws {
        let server = try await canned(["x": 0])
        func spec(_ role: ModelRole) -> ModelSpec {
            let options: [String: OptionValues.Value] = [
                "url": .text(server.url + "/p"), "answer": .text("/x"), "max_calls": .integer(4),
                "concurrency": .integer(1), "timeout": .text("10m"),
            ]
            return ModelSpec(
                role: role,
                kind: "http",
                options: OptionValues(options),
                training: nil,
                retraining: []
            )
        }
        let context = ProviderContext(folder: ".")
        #expect(try await model(of: spec(.candidate), in: context).answer(Self.rows).count == 3)
        let failure = try await failure(try model(of: spec(.candidate), in: context))
        #expect(failure.problem.contains("the 4 calls that `max_calls` allows are used up"))
        // Each model has its own.
        #expect(try await model(of: spec(.baseline), in: context).answer(Self.rows).count == 3)
        #expect(try await server.seen().count == 3 + 1 + 3)
    }

    @Test(
        arguments: [
            (0.3, 0.1, nil, "the 3 calls that `max_cost` allows"),
            (0.35, 0.1, nil, "the 3 calls that `max_cost` allows"),
            (3, nil, 100, "the 3 calls that `max_cost` allows"), (100, 1, 3, "the 3 calls that `max_calls` allows"),
        ] as [(Double, Double?, Int?, String)]
    )
    func costsHaveAnEnd(_ most: Double, _ each: Double?, _ calls: Int?, _ words: String) async throws {
        let server = try await canned(["x": 0])
        var options: [String: OptionValues.Value] = [
            "answer": .text("/x"), "max_cost": .number(most), "concurrency": .integer(1),
        ]
        options["cost"] = each.map { .number($0) }
        options["max_calls"] = calls.map { .integer($0) }
        let model = try http(server, options)
        #expect(try await model.answer(Self.rows).count == 3)
        #expect(try await failure(model).problem.contains(words + " are used up"))
        #expect(try await server.seen().count == 3)
    }

    @Test func whatIsBusyIsAskedAgainAndCounts() async throws {
        let answers: [JSONValue] = [
            ["path": "/p", "status": 503, "times": 1], ["path": "/p", "body": ["x": 0]],
        ]
        let server = try await LocalServer(answers: answers, in: folder)
        let one = RemoteRows(columns: ["a"], rows: [[1]])
        let model = try http(server, ["answer": .text("/x"), "max_calls": .integer(2)])
        #expect(try await model.answer(one).map(\.label) == ["setosa"])
        #expect(try await failure(model, one).problem.contains("max_calls"))
        let busy = try await canned("", ["status": 503])
        let refused = try await failure(try http(busy, ["answer": .text("/x"), "retries": .integer(0)]), one)
        #expect(refused.isTransient)
        #expect(try await busy.seen().count == 1)
    }

    @Test func manyRowsKeepTheirOrder() async throws {
        // A server that answers what it was asked.
        let server = try await LocalServer()
        let rows = RemoteRows(columns: ["a"], rows: (0..<60).map { [.integer($0 % 7)] })
        let classes = (0..<7).map { #"{"a":\#($0)}"# }
        let model = try self.model(
            "http",
            ["url": .text(server.url + "/echo"), "answer": .text("/body"), "concurrency": .integer(8)],
            classes: classes
        )
        #expect(try await model.answer(rows).map(\.label) == (0..<60).map { classes[$0 % 7] })
        let peers = Set(try await server.seen().compactMap { $0["peer"]?.integer })
        #expect(peers.count <= 8 && !peers.isEmpty)
    }
}
