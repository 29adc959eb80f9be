package import Plan

/// What those who reach outside know of the plan that they do it for.
package struct ProviderContext: Sendable {
    /// The run's name; empty where it is done for none.
    package let run: String
    /// The plan's folder, which paths start from.
    package let folder: String
    /// The values of the plan's secrets, for options that name some.
    package let secrets: Secrets
    package let http: HTTPClient
    /// What all models together may be asked; nil for as much as it takes.
    package let calls: CallBudget?
    /// How often each model was asked, in all that is done for the plan.
    private let counts = Dictionary(uniqueKeysWithValues: ModelRole.allCases.map { ($0, CallCount()) })
    /// How often the model was asked that this is for.
    private(set) var sent = CallCount()

    package init(
        run: String = "",
        folder: String,
        secrets: Secrets = Secrets(),
        http: HTTPClient = HTTPClient(),
        calls: CallBudget? = nil
    ) {
        self.calls = calls
        self.run = run
        self.folder = folder
        self.secrets = secrets
        self.http = http
    }

    /// The same for one of the plan's models, whose requests are counted from one assessment to the next.
    func asking(_ role: ModelRole) -> ProviderContext {
        var context = self
        context.sent = counts[role] ?? sent
        return context
    }

    /// The address that an option of this name is.
    func address(_ key: String, of options: OptionValues) throws(HTTPFailure) -> HTTPAddress {
        guard let text = options.secretText(key) else { throw HTTPFailure(.badRequest, "there is no `\(key)`") }
        return try HTTPAddress(text, secrets)
    }

    /// The headers that an option of this name is, by their names.
    func headers(_ key: String, of options: OptionValues) throws(HTTPFailure) -> [HTTPHeader] {
        guard case .mapping(let headers)? = options[key] else { return [] }
        var read: [HTTPHeader] = []
        for (name, text) in headers.sorted(by: { $0.key < $1.key }) {
            guard let value = secrets.reveal(text) else {
                throw HTTPFailure(.badRequest, "the header `\(name)` has a secret in it that is not set")
            }
            read.append((name, value))
        }
        return read
    }
}

extension OptionValues {
    /// The length of time that an option is, or another where it is none.
    func duration(_ key: String, or standard: Duration) -> Duration {
        text(key).flatMap { Duration(planText: $0) } ?? standard
    }
}
