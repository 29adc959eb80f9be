import Execution
import Foundation
import JSON
import Plan
import Providers
import Testing

/// A server that says what Prometheus and its likes say, and worse.
@Suite(.enabled(if: LocalServer.isAvailable, "python3 is not installed"))
struct PrometheusAnswerTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private struct Canned: Sendable {
        let status: Int
        let body: String

        init(_ body: String, status: Int = 200) {
            self.body = body
            self.status = status
        }
    }

    private static func vector(_ values: String..., warnings: String = "") -> String {
        let series = values.enumerated().map { #"{"metric":{"pod":"p\#($0)"},"value":[1.5,"\#($1)"]}"# }
        return
            #"{"status":"success","data":{"resultType":"vector","result":[\#(series.joined(separator: ","))]}\#(warnings)}"#
    }

    private func ask(
        _ canned: Canned,
        query: String = "up",
        options: [String: OptionValues.Value] = [:],
        secrets: Secrets = Secrets()
    ) async throws -> (Result<MetricAnswer, ProviderFailure>, LocalServer) {
        let server = try await LocalServer(
            answers: [["path": "/api/v1/query", "status": .integer(canned.status), "body": .string(canned.body)]],
            in: folder
        )
        let usual: [String: OptionValues.Value] = [
            "url": .text(server.url + "/"), "query": .text(query), "timeout": .text("10m"),
        ]
        let values = usual.merging(options) { $1 }
        let spec = MetricSpec(name: "m", kind: "prometheus", options: OptionValues(values), type: .score)
        let store = try #require(
            MetricStoreRegistry.store(for: spec, in: ProviderContext(folder: ".", secrets: secrets))
        )
        let question = MetricQuestion(model: "v7", window: .seconds(90), at: .milliseconds(1_700_000_000_042))
        do throws(ProviderFailure) {
            return (.success(try await store.value(for: question)), server)
        } catch {
            return (.failure(error), server)
        }
    }

    private func answer(_ body: String) async throws -> MetricAnswer { try await ask(Canned(body)).0.get() }

    private func failure(_ body: String, status: Int = 200) async throws -> ProviderFailure {
        let result = try await ask(Canned(body, status: status)).0
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return ProviderFailure("", isTransient: false)
        }
        return failure
    }

    @Test func oneNumberIsTheValue() async throws {
        #expect(try await answer(Self.vector("0.25")) == .value(0.25, samples: nil))
        #expect(try await answer(Self.vector("1e-05")) == .value(1e-5, samples: nil))
        #expect(
            try await answer(#"{"status":"success","data":{"resultType":"scalar","result":[1,"42"]}}"#)
                == .value(42, samples: nil)
        )
    }

    @Test func whatIsAskedIsTheQueryAtItsTime() async throws {
        let (_, server) = try await ask(
            Canned(Self.vector("1")),
            query: #"sum(rate(e{m="{{model}}"}[{{window}}])) + 1"#,
            options: ["headers": .mapping(["Authorization": SecretText([.text("Bearer "), .secret("TOKEN")])])],
            secrets: Secrets(["TOKEN": "s3cret"])
        )
        let asked = try #require(try await server.seen().first)
        #expect(asked["method"]?.string == "POST")
        #expect(asked["path"]?.string == "/api/v1/query")
        #expect(asked["headers"]?["authorization"]?.string == "Bearer s3cret")
        var form = URLComponents()
        form.percentEncodedQuery = asked["body"]?.string
        let fields = Dictionary((form.queryItems ?? []).map { ($0.name, $0.value) }) { first, _ in first }
        #expect(fields["query"] == #"sum(rate(e{m="v7"}[1m30s])) + 1"#)
        #expect(fields["time"] == "1700000000.042")
    }

    @Test func nothingAndNoNumberAreNoValue() async throws {
        #expect(try await answer(Self.vector()) == .none("the query found nothing"))
        for (text, words) in [("NaN", "NaN"), ("+Inf", "+Inf"), ("-Inf", "-Inf")] {
            guard case .none(let reason) = try await answer(Self.vector(text)) else {
                Issue.record("\(text) is a value")
                continue
            }
            #expect(reason.contains(words))
        }
    }

    @Test func severalSeriesAreAFailureThatStaysAndNamesThem() async throws {
        let failure = try await failure(Self.vector("1", "2", "3", "4", "5"))
        #expect(!failure.isTransient)
        #expect(failure.problem.contains("answered 5 series"))
        #expect(failure.problem.contains(#"{pod="p0"}, {pod="p1"}, {pod="p2"} and 2 more"#))
    }

    @Test(arguments: [
        #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#,
        #"{"status":"success","data":{"resultType":"string","result":[1,"a"]}}"#,
        #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{}]}]}}"#,
        #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}]}}"#,
        #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"a"]}]}}"#,
        #"{"status":"success","data":{}}"#, "{}", "[]", "<html>log in</html>", "",
    ])
    func whatIsNoNumberIsAFailureThatStays(_ body: String) async throws {
        #expect(try await failure(body).isTransient == false)
    }

    @Test func aPartOfTheDataDoesNotDecide() async throws {
        let thanos = try await failure(
            Self.vector("1", warnings: #","warnings":["No StoreAPIs matched for this query"]"#)
        )
        #expect(thanos.isTransient)
        #expect(thanos.problem.contains("No StoreAPIs matched"))
        let victoria = try await failure(Self.vector("1", warnings: #","isPartial":true"#))
        #expect(victoria.isTransient)
        #expect(
            try await answer(Self.vector("1", warnings: #","isPartial":false,"warnings":[]"#))
                == .value(1, samples: nil)
        )
        let style = #","warnings":["PromQL info: metric might not be a counter"],"infos":["PromQL info: x"]"#
        #expect(try await answer(Self.vector("1", warnings: style)) == .value(1, samples: nil))
        let query = #","warnings":["PromQL warning: bucket label \"le\" is missing or has a malformed value"]"#
        #expect(try await failure(Self.vector("1", warnings: query)).isTransient == false)
    }

    @Test(arguments: [
        (400, "bad_data", false), (422, "execution", false), (503, "timeout", true), (500, "internal", true),
    ])
    func aRefusalPassesOrStaysAsItsKindSays(_ status: Int, _ kind: String, _ isTransient: Bool) async throws {
        let body = #"{"status":"error","errorType":"\#(kind)","error":"parse error:\n\u001b[31m at 3"}"#
        let failure = try await failure(body, status: status)
        #expect(failure.isTransient == isTransient)
        #expect(failure.problem.contains("\(status) \(kind): parse error:"))
        #expect(!failure.problem.contains("\n") && !failure.problem.contains("\u{1b}"))
    }

    @Test(arguments: [(502, true), (429, true), (401, false), (404, false)])
    func anotherServersRefusalIsReadByItsStatus(_ status: Int, _ isTransient: Bool) async throws {
        let failure = try await failure("<html>Bad Gateway</html>", status: status)
        #expect(failure.isTransient == isTransient)
        #expect(failure.problem.hasSuffix("answered \(status)"))
    }

    @Test func secretsThatAreSaidAgainAreMasked() async throws {
        let body = #"{"status":"error","errorType":"bad_data","error":"no s3cret here"}"#
        let result = try await ask(Canned(body, status: 400), secrets: Secrets(["TOKEN": "s3cret"])).0
        guard case .failure(let failure) = result else { throw CancellationError() }
        #expect(failure.problem.contains("no *** here"))
    }

    @Test func aStoreWithoutItsSecretSaysSo() async throws {
        let options: [String: OptionValues.Value] = [
            "url": .secret(SecretText([.secret("URL")])), "query": .text("up"),
        ]
        let store = PrometheusMetric.make(OptionValues(options), in: ProviderContext(folder: "."))
        let failure = await #expect(throws: ProviderFailure.self) {
            try await store.value(for: MetricQuestion(model: "a", window: .seconds(1), at: .zero))
        }
        #expect(failure?.problem == "`${URL}` has a secret in it that is not set")
        #expect(failure?.isTransient == false)
    }
}
