import Diagnostics
package import Execution
import JSON
package import Plan

/// Envoy, told by its administration interface which value a key of its runtime has.
package struct EnvoyRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "envoy",
        "Envoy, told by its administration interface which value a runtime key has that a route's `runtime_fraction` asks for. It "
            + "needs an `admin_layer` in its `layered_runtime`. Millionths are exact. A new start of Envoy brings back the route's `default_value`.",
        .options([
            FieldShape("admin", .url, required: true, "The address of the administration interface."),
            FieldShape("runtime_key", .text, required: true, "The `runtime_key` of the candidate's route."),
            FieldShape("timeout", .duration, default: "10s", "How long an answer may take."),
            RouterOptions.tolerance,
        ]),
        standing: .onRouters
    )

    private let context: ProviderContext
    private let options: OptionValues
    private let key: String
    private let steps: CoarseShare

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        EnvoyRouter(
            context: context,
            options: options,
            key: options.text("runtime_key") ?? "",
            steps: CoarseShare(tolerance: RouterOptions.tolerance(options))
        )
    }

    package func nearest(to share: Rational) throws(ProviderFailure) -> Rational {
        let count = Int(Int128(share.numerator) * Int128(Self.largest) / Int128(share.denominator))
        return try steps.accepting(Rational(count, Self.largest) ?? .zero, for: share, by: "Envoy")
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        let share = try nearest(to: share)
        let value = FormEncoding.escape(Self.value(of: share))
        _ = try await ask(.post, "/runtime_modify?\(FormEncoding.escape(key))=\(value)")
        guard let read = try await self.share() else {
            throw failure("Envoy has no value for `\(key)` where one was set")
        }
        guard read == share else {
            throw failure(
                "Envoy takes \(read.percentText) for `\(key)` where \(share.percentText) was set: another layer of its "
                    + "runtime may stand above the one that is administered"
            )
        }
    }

    /// Nil where nothing was set, and Envoy does what its route says.
    package func share() async throws(ProviderFailure) -> Rational? {
        let body = try await ask(.get, "/runtime?format=json")
        guard let entries = (try? JSONValue(parsing: body))?["entries"]?.object else {
            throw failure("Envoy does not list its runtime as JSON")
        }
        guard let value = entries[key]?["final_value"]?.string, !value.isEmpty else { return nil }
        guard let share = Self.share(value) else {
            throw failure("the value `\(value)` that Envoy has for `\(key)` is no share")
        }
        return share
    }

    /// The denominators of Envoy's `FractionalPercent`.
    private static let denominators = [("HUNDRED", 100), ("TEN_THOUSAND", 10_000), ("MILLION", largest)]
    private static let largest = 1_000_000

    /// A share as a value of Envoy's runtime: a number of percents, or a `FractionalPercent` where they are not whole.
    private static func value(of share: Rational) -> String {
        let (name, denominator) = denominators.first { $0.1 % share.denominator == 0 } ?? ("MILLION", largest)
        let numerator = share.numerator * (denominator / share.denominator)
        return denominator == 100 ? "\(numerator)" : "{\"numerator\": \(numerator), \"denominator\": \"\(name)\"}"
    }

    /// What Envoy takes a value for; nil where it is none of these forms.
    private static func share(_ value: String) -> Rational? {
        let share: Rational?
        if let percents = Int(value) {
            share = Rational(percents, 100)
        } else {
            let fraction = try? JSONValue(parsing: value)
            let name = fraction?["denominator"]?.string ?? "HUNDRED"
            let denominator = denominators.first { $0.0 == name }?.1 ?? 0
            share = fraction?["numerator"]?.integer.flatMap { Rational($0, denominator) }
        }
        guard let share, share >= .zero else { return nil }
        // More than the whole is the whole.
        return min(share, .one)
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String) async throws(ProviderFailure) -> [UInt8] {
        guard !key.isEmpty else { throw failure("the `runtime_key` is empty") }
        do throws(HTTPFailure) {
            let request = HTTPRequest(
                method,
                try context.address("admin", of: options).appending(path),
                body: method == .post ? [] : nil,
                timeout: options.duration("timeout", or: .seconds(10)),
                isRepeatable: true
            )
            return try await context.answer(to: request)
        } catch {
            throw ProviderFailure(error)
        }
    }

    private func failure(_ problem: String) -> ProviderFailure {
        ProviderFailure(PrintableText.escaping(problem), isTransient: false)
    }
}
