import Execution
import Foundation
import JSON
import Plan
import Providers
import TestProcesses
import Testing

/// Against the real server, with samples whose rates are known.
@Suite(.enabled(if: LocalPrometheus.isAvailable, "prometheus is not installed: `apt-get install prometheus`"))
struct PrometheusTests {
    private static let start = 1_700_000_000
    /// A label that would end strings and begin other queries.
    private static let strange = #"we"ird\'`x} or vector(1) # "#

    private let server: LocalPrometheus
    private let folder: ScratchFolder

    init() async throws {
        folder = try ScratchFolder()
        var text = "# TYPE requests counter\n"
        for (model, errors) in [("v6", 1), ("v7", 3), (Self.strange, 2)] {
            let label = model.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            // A request each second, of which so many of a hundred fail, for an hour, each quarter of a minute.
            for step in 0...240 {
                let time = Self.start + step * 15
                text += "requests_total{model=\"\(label)\"} \(step * 15) \(time)\n"
                text += "errors_total{model=\"\(label)\"} \(Double(step * 15 * errors) / 100) \(time)\n"
                // Of four requests three take up to 0.1 seconds, and one up to 0.2.
                for (bound, share) in [("0.1", 0.75), ("0.2", 1), ("+Inf", 1)] {
                    text +=
                        "latency_seconds_bucket{model=\"\(label)\",le=\"\(bound)\"} \(Double(step * 15) * share) \(time)\n"
                }
            }
        }
        // promtool wants the series of a name together.
        let lines = text.split(separator: "\n").dropFirst()
        let grouped = ["requests_total", "errors_total", "latency_seconds_bucket"].flatMap { name in
            lines.filter { $0.hasPrefix(name + "{") }
        }
        server = try await LocalPrometheus(samples: grouped.joined(separator: "\n") + "\n", in: folder.path)
    }

    private func ask(
        _ query: String,
        samples: String? = nil,
        model: String = "v7",
        window: Duration = .seconds(600),
        options: [String: OptionValues.Value] = [:]
    ) async throws -> MetricAnswer {
        try await server.store(query, samples: samples, options: options).value(
            for: MetricQuestion(model: model, window: window, at: .seconds(Self.start + 3600))
        )
    }

    private func value(_ query: String, model: String = "v7", window: Duration = .seconds(600)) async throws -> Double {
        guard case .value(let value, _) = try await ask(query, model: model, window: window) else {
            throw CancellationError()
        }
        return value
    }

    /// The queries of `plans/live.yaml`.
    private static let errorRate =
        #"sum(rate(errors_total{model="{{model}}"}[{{window}}])) / sum(rate(requests_total{model="{{model}}"}[{{window}}]))"#
    private static let p95 =
        #"histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket{model="{{model}}"}[{{window}}])))"#

    @Test func sharesAndQuantilesOfEachModel() async throws {
        #expect(abs(try await value(Self.errorRate) - 0.03) < 1e-9)
        #expect(abs(try await value(Self.errorRate, model: "v6") - 0.01) < 1e-9)
        // Between 0.1, which 75 of 100 reach, and 0.2: 0.1 + 0.1 * 20 / 25.
        #expect(abs(try await value(Self.p95) - 0.18) < 1e-9)
        for window in [Duration.milliseconds(90_500), .seconds(90), .seconds(3600)] {
            #expect(abs(try await value(Self.errorRate, window: window) - 0.03) < 1e-6)
        }
    }

    /// The counter grows by one a second: over the last 600 of 3600 it goes from 3000 to 3600.
    @Test(arguments: [("min", 3000.0), ("max", 3600), ("last", 3600), ("mean", 3300)])
    func theValuesOverAWindowAreReduced(_ reduce: String, _ expected: Double) async throws {
        let query = #"max(requests_total{model="{{model}}"})"#
        for step in [nil, "15s", "1m", "10m", "1ms"] {
            var options: [String: OptionValues.Value] = ["reduce": .text(reduce)]
            options["step"] = step.map { .text($0) }
            guard case .value(let value, nil) = try await ask(query, options: options) else {
                Issue.record("there is no value")
                return
            }
            // Between two scrapes the older one holds.
            #expect(abs(value - expected) <= 15, "\(step ?? "none")")
        }
        let nothing = #"requests_total{model="{{model}}"} / 0 * 0"#
        #expect(
            try await ask(nothing, options: ["reduce": .text("max")])
                == .none("the query gave NaN at each moment of the window")
        )
        let absent = try await ask(query, model: "v8", options: ["reduce": .text(reduce)])
        #expect(absent == .none("the query found nothing"))
        let counted = try await ask(
            query,
            samples: #"sum(increase(requests_total{model="{{model}}"}[{{window}}]))"#,
            options: ["reduce": .text(reduce)]
        )
        guard case .value(_, 600) = counted else {
            Issue.record("\(counted)")
            return
        }
        let several = await #expect(throws: ProviderFailure.self) {
            try await ask("requests_total", options: ["reduce": .text(reduce)])
        }
        #expect(several?.problem.contains("answered 3 series") == true)
    }

    @Test func anotherQueryCountsTheObservations() async throws {
        func samples(_ query: String, model: String = "v7") async throws -> Int? {
            guard case .value(_, let samples) = try await ask(Self.errorRate, samples: query, model: model) else {
                return nil
            }
            return samples
        }
        let requests = #"sum(increase(requests_total{model="{{model}}"}[{{window}}]))"#
        #expect(try await samples(requests) == 600)
        #expect(try await samples(requests, model: "v8") == nil)
        // So many stood there an hour after the first: a count may be had from any query.
        #expect(try await samples(#"requests_total{model="{{model}}"} / 7"#) == 3600 / 7)
        #expect(try await samples("requests_total{model=\"{{model}}{{window}}\"}") == 0)
        let negative = await #expect(throws: ProviderFailure.self) { try await samples("vector(-1)") }
        #expect(negative?.problem.hasSuffix("counted -1.0 observations") == true)
        let wrong = await #expect(throws: ProviderFailure.self) { try await samples("requests_total") }
        #expect(wrong?.problem.contains("answered 3 series") == true)
    }

    @Test(arguments: [
        #"{model="{{model}}"}"#, "{model='{{model}}'}", "{model={{model}}}", #"{model=~"{{model}}"}"#,
        "{model=~'({{model}}|other)'}", #"{pod!~"x\"y", model="{{model}}"}"#,
        "{ # a \"comment\n model=~ \"{{model}}\"}",
    ])
    func aLabelStaysTextWhateverItIs(_ selector: String) async throws {
        let query = "sum(rate(errors_total\(selector)[{{window}}]))"
        #expect(abs(try await value(query, model: Self.strange) - 0.02) < 1e-9)
        #expect(abs(try await value(query) - 0.03) < 1e-9)
        #expect(try await ask(query, model: #"v7"} or vector(1) #"#) == .none("the query found nothing"))
        #expect(try await ask(query, model: "v.") == .none("the query found nothing"))
    }

    @Test func aLabelWithABacktickHasNoPlaceBetweenBackticks() async throws {
        let query = "sum(rate(errors_total{model=`{{model}}`}[{{window}}]))"
        #expect(abs(try await value(query) - 0.03) < 1e-9)
        let failure = await #expect(throws: ProviderFailure.self) { try await ask(query, model: Self.strange) }
        #expect(failure?.isTransient == false)
    }

    @Test func nothingRecordedIsNoValue() async throws {
        #expect(try await ask(Self.errorRate, model: "v8") == .none("the query found nothing"))
        guard case .none = try await ask("sum(rate(errors_total[{{window}}])) * 0 / 0") else {
            throw CancellationError()
        }
    }

    @Test func whatTheQuerySaysWrongStaysWrong() async throws {
        for query in ["rate(errors_total[{{window}}])", "sum(", "errors_total[5m]", #""text""#, "label_replace(up)"] {
            let failure = await #expect(throws: ProviderFailure.self, "\(query)") { try await ask(query) }
            #expect(failure?.isTransient == false, "\(query)")
        }
    }

    @Test func aServerThatIsGoneMayComeBack() async throws {
        server.kill()
        let failure = await #expect(throws: ProviderFailure.self) { try await ask(Self.errorRate) }
        #expect(failure?.isTransient == true)
    }
}
