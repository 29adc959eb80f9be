import Diagnostics
import Plan
import PlanSyntax

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
        "secret_key", "private_key", "routing_key", "integration_key", "authorization", "proxy_authorization", "cookie",
        "session_token", "secret",
    ]

    /// No shorter text is one.
    private static let shortestText = 8

    /// Shorter values of such keys may be words of the plan.
    static let shortestOfKey = 8

    /// The two bytes that end a part which every secret has one of: the beginning of a token, of a key or of an authority, or the
    /// host of a hook. Most texts have none, and need no closer look.
    private static let marks: (pairs: BytePairs, seconds: [Bool]) = {
        let hosts = hooks.map { String($0.part.prefix { $0 != "/" }) + "/" }
        var (pairs, seconds) = (BytePairs(), [Bool](repeating: false, count: 1 << 8))
        for part in prefixes.map(\.prefix) + ["://", "--"] + hosts {
            let end = Array(part.utf8.suffix(2))
            pairs.insert(end[0], end[1])
            seconds[Int(end[1])] = true
        }
        return (pairs, seconds)
    }()

    /// Whether a text may look like a secret, or hold one that does; where not, `problem(with:)` finds none.
    static func isSuspect(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count >= shortestText else { return false }
        let (pairs, seconds) = marks
        return text.withUnsafeBufferPointer { bytes in
            seconds.withUnsafeBufferPointer { isSecond in
                for place in 1..<bytes.count where isSecond[Int(bytes[place])] {
                    if pairs.contains(bytes[place - 1], bytes[place]) { return true }
                }
                return false
            }
        }
    }

    /// What the text looks like, or nil where it looks like no secret. Variables in it are none.
    static func problem(with text: String) -> String? {
        guard text.utf8.count >= shortestText else { return nil }
        for word in text.split(whereSeparator: { $0.isWhitespace || "\"'=,;".contains($0) }) {
            if let found = prefixes.first(where: { word.hasPrefix($0.prefix) && word.utf8.count >= $0.length }),
                word.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "_-".utf8.contains($0) })
            {
                return found.what
            }
            if hasPassword(word) { return "a URL with a password" }
        }
        for word in text.split(whereSeparator: { $0.isWhitespace || "\"'".contains($0) }) {
            if let name = secretMember(of: word) { return "the value of `\(name)`" }
        }
        if text.contains("-----BEGIN "), text.contains("PRIVATE KEY-----") { return "a private key" }
        // What comes behind is the secret: where that is a variable, nothing is in clear.
        return hooks.first { hook in
            text.firstRange(of: hook.part).map { text[$0.upperBound...].prefix(1).contains { $0 != "$" } } ?? false
        }?.what
    }

    /// What the value of a key is by the key's name, or nil where it may stand there.
    static func problem(with text: String, under key: String) -> String? {
        guard text.utf8.count >= shortestOfKey, isSecret(key), !VariableScanner.mentionsVariable(text) else {
            return nil
        }
        return "the value of `\(key)`"
    }

    /// The last two bytes of such keys; most keys of plans have others, and need no closer look.
    static let keyEnds: BytePairs = {
        var ends = BytePairs()
        for key in keys {
            let end = Array(key.utf8.suffix(2))
            for first in [end[0], end[0] & ~0x20] {
                for second in [end[1], end[1] & ~0x20] { ends.insert(first, second) }
            }
        }
        return ends
    }()

    private static func isSecret(_ key: String) -> Bool {
        let name = String(key.lowercased().map { $0 == "-" ? "_" : $0 })
        // Headers of one's own begin with `X-`.
        return keys.contains(name.hasPrefix("x_") ? String(name.dropFirst(2)) : name)
    }

    /// The name of what a URL's query or an option of a command says that is a secret by its name; nil where there is none.
    private static func secretMember(of word: Substring) -> String? {
        let members: [Substring]
        if let scheme = word.firstRange(of: "://"), let query = word[scheme.upperBound...].firstIndex(of: "?") {
            members = word[word.index(after: query)...].prefix { $0 != "#" }.split(separator: "&")
        } else if word.hasPrefix("--") {
            members = [word.dropFirst(2)]
        } else {
            return nil
        }
        for member in members {
            guard let sign = member.firstIndex(of: "=") else { continue }
            let (name, value) = (String(member[..<sign]), String(member[member.index(after: sign)...]))
            if problem(with: value, under: name) != nil { return name }
        }
        return nil
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
