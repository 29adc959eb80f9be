package import Execution
import JSON
package import Plan

/// A router behind an address that takes shares as JSON.
package struct WebhookRouter: RouterKind, Router {
    package static let descriptor = KindDescriptor(
        "webhook",
        "A router behind an address, which is sent `{\"share\": \"5%\", \"fraction\": 0.05, \"run\": NAME}` and answers with a status "
            + "from 200 to 299 once it has taken the share.",
        .options([
            FieldShape("url", .url, required: true, "The address."),
            FieldShape("method", .choice(["PUT", "POST"]), default: "PUT", "How the share is sent."),
            FieldShape(
                "headers",
                .dictionary(of: .text, naming: "header", wellKnown: []),
                "Headers of the requests, by name."
            ),
            FieldShape(
                "read",
                .boolean,
                default: "false",
                "Whether a GET of the same address answers with `{\"share\": ...}`: `\"5%\"`, `\"1/3\"`, 0.05 or null."
            ),
            FieldShape("timeout", .duration, default: "10s", "How long an answer may take."),
        ]),
        standing: .onRouters
    )

    private let context: ProviderContext
    private let options: OptionValues

    package static func make(_ options: OptionValues, in context: ProviderContext) -> any Router {
        WebhookRouter(context: context, options: options)
    }

    package func set(_ share: Rational) async throws(ProviderFailure) {
        let body: JSONObject = [
            "share": .string(share.percentText), "fraction": .number(share.value), "run": .string(context.run),
        ]
        let method: HTTPRequest.Method = options.text("method") == "POST" ? .post : .put
        _ = try await ask(method, Array(JSONValue.object(body).text.utf8))
    }

    package func share() async throws(ProviderFailure) -> Rational? {
        guard options.boolean("read") == true else { return nil }
        let answer = try await ask(.get, nil)
        guard let value = (try? JSONValue(parsing: answer.body))?["share"] else {
            throw ProviderFailure("`\(answer.shown)` does not answer with JSON that has a `share`", isTransient: false)
        }
        if value == .null { return nil }
        guard let share = ShareText.share(value) else {
            throw ProviderFailure("`\(answer.shown)` answers with a `share` that is none", isTransient: false)
        }
        return share
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ body: [UInt8]?
    ) async throws(ProviderFailure) -> (body: [UInt8], shown: String) {
        do throws(HTTPFailure) {
            var headers = try context.headers("headers", of: options)
            if body != nil { headers.append(("Content-Type", "application/json")) }
            let request = HTTPRequest(
                method,
                try context.address("url", of: options),
                headers: headers,
                body: body,
                timeout: options.duration("timeout", or: .seconds(10)),
                isRepeatable: true
            )
            return (try await context.answer(to: request), request.address.shown)
        } catch {
            throw ProviderFailure(error)
        }
    }
}
