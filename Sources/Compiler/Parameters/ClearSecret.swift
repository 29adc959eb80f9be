import Diagnostics
import Plan

/// Knows passwords and tokens by their looks.
enum ClearSecret {
    /// How tokens of well-known services begin, and what they are.
    private static let prefixes: [(prefix: String, length: Int, what: String)] = [
        ("ghp_", 20, "a token of GitHub"), ("gho_", 20, "a token of GitHub"), ("ghs_", 20, "a token of GitHub"),
        ("github_pat_", 22, "a token of GitHub"), ("glpat-", 20, "a token of GitLab"),
        ("xoxb-", 12, "a token of Slack"), ("xoxp-", 12, "a token of Slack"), ("xapp-", 12, "a token of Slack"),
        ("AKIA", 20, "a key of AWS"), ("ASIA", 20, "a key of AWS"), ("sk-", 24, "an API key"),
    ]

    /// Addresses that are secrets themselves: who knows one can send to it.
    private static let hooks: [(part: String, what: String)] = [
        ("hooks.slack.com/services/", "a webhook of Slack"),
        ("hooks.slack.com/workflows/", "a webhook of Slack"),
        ("events.pagerduty.com/integration/", "an integration URL of PagerDuty"),
        ("discord.com/api/webhooks/", "a webhook of Discord"),
        ("webhook.office.com/webhookb2/", "a webhook of Teams"),
        ("api.telegram.org/bot", "a URL with a token of Telegram"),
    ]

    /// Keys whose values are secrets, whatever they look like.
    private static let keys: Set<String> = [
        "password", "passwd", "token", "api_key", "apikey", "access_token", "auth_token", "client_secret",
        "secret_key", "private_key", "routing_key", "integration_key", "authorization",
    ]

    /// Shorter values of such keys may be words of the plan.
    private static let shortestOfKey = 8

    /// What the text looks like, or nil where it looks like no secret. Variables in it are none.
    static func problem(with text: String) -> String? {
        guard text.utf8.count >= 8 else { return nil }
        for word in text.split(whereSeparator: { $0.isWhitespace || "\"'=,;".contains($0) }) {
            if let found = prefixes.first(where: { word.hasPrefix($0.prefix) && word.utf8.count >= $0.length }),
                word.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_-".utf8.contains($0) })
            {
                return found.what
            }
            if hasPassword(word) { return "a URL with a password" }
        }
        if text.contains("-----BEGIN "), text.contains("PRIVATE KEY-----") { return "a private key" }
        // What comes behind is the secret: where that is a variable, nothing is in clear.
        return hooks.first { hook in
            text.firstRange(of: hook.part).map { text[$0.upperBound...].prefix(1).contains { $0 != "$" } } ?? false
        }?.what
    }

    /// What the value of a key is by the key's name, or nil where it may stand there.
    static func problem(with text: String, under key: String) -> String? {
        let isSecret = keys.contains(key.lowercased().replacing("-", with: "_"))
        guard isSecret, text.utf8.count >= shortestOfKey, !VariableScanner.mentionsVariable(text) else { return nil }
        return "the value of `\(key)`"
    }

    static func diagnostic(_ problem: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .secretInClear,
            "\(problem) is written out",
            at: .init(span, "hidden here"),
            help: [
                "declare it under `parameters` with `secret: true`, write `${NAME}` here, and give it in the environment; "
                    + "a secret that was shared should be replaced"
            ]
        )
    }

    private static func hasPassword(_ word: Substring) -> Bool {
        guard let scheme = word.firstRange(of: "://") else { return false }
        let authority = word[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return false
        }
        let password = authority[authority.index(after: colon)..<at]
        return !password.isEmpty && !VariableScanner.mentionsVariable(String(password))
    }
}
