import Compiler
import Diagnostics
import JSON
import Plan
import Testing

/// Secrets are names wherever anything is kept or shown.
struct SecretTests {
    /// The language with a notifier whose options take secrets, which no bundled one needs yet.
    private static let language = Language(
        models: Compiled.language.models,
        metrics: Compiled.language.metrics,
        notifiers: Compiled.language.notifiers + [
            NotifierDescriptor(
                "hook",
                "An address that is told.",
                options: [
                    FieldShape("hook", .url, required: true, "The address."),
                    FieldShape("header", .text, "What it is told beside."),
                ],
                deduplicates: false
            )
        ]
    )

    private static let value = "https://hooks.example.com/s3cr3t"

    private static func plan(_ hook: String, _ parameters: String = "HOOK: { type: url, secret: true }") -> String {
        """
        planrun: 1
        name: small
        parameters:
          \(parameters)
        data:
          iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42 } }
        models:
          candidate: { decision_tree: { max_depth: 3 }, train: iris.train }
        traffic: { replay: iris.test, rate: 20/s }
        stages:
          - { name: full, audience: 100%, watch: { every: 1m, for: 10m }, promote_if: [accuracy >= 0.85] }
        alerts:
          - { name: low, when: accuracy < 0.5, notify: [oncall] }
        notify:
          oncall: { hook: \(hook) }

        """
    }

    private static func compiled(_ plan: String, _ secrets: [String: String] = [:]) -> Compiled {
        Compiled(plan, language: language) { $0.secrets = secrets }
    }

    @Test func aProgramHoldsTheNameAndNotTheValue() throws {
        let compiled = Self.compiled(Self.plan("\"${HOOK}\""), ["HOOK": Self.value])
        #expect(compiled.findings == "")
        let identity = try #require(compiled.identity)
        #expect(identity.contains(#""hook":{"secret":"HOOK"}"#) && !identity.contains("s3cr3t"))
        let option = try #require(compiled.program?.notifiers.first?.options.secretText("hook"))
        #expect(compiled.lowered?.secrets.reveal(option) == Self.value)
        // The value is no part of what the plan means.
        #expect(identity == Self.compiled(Self.plan("\"${HOOK}\""), ["HOOK": "https://other.example.com"]).identity)
        #expect(identity == Self.compiled(Self.plan("\"${HOOK}\"")).identity)
        #expect(compiled.lowered?.values == [:])
    }

    @Test func textAroundASecretIsKept() throws {
        let parameters = "KEY: { type: text, secret: true }\n  HOST: { type: text, default: example.com }"
        let plan = Self.plan("\"https://${HOST}/a/${KEY}?b\", header: \"key ${KEY}\"", parameters)
        let compiled = Self.compiled(plan, ["KEY": "s3cr3t"])
        #expect(compiled.findings == "")
        let options = try #require(compiled.program?.notifiers.first?.options)
        #expect(options.secretText("hook")?.parts == [.text("https://example.com/a/"), .secret("KEY"), .text("?b")])
        let secrets = try #require(compiled.lowered?.secrets)
        #expect(try secrets.reveal(#require(options.secretText("hook"))) == "https://example.com/a/s3cr3t?b")
        #expect(try secrets.reveal(#require(options.secretText("header"))) == "key s3cr3t")
        let identity = try #require(compiled.identity)
        #expect(identity.contains(#""hook":["https://example.com/a/",{"secret":"KEY"},"?b"]"#))
        #expect(!identity.contains("s3cr3t"))
    }

    @Test(arguments: ["\"no url ${KEY}\"", "\"ftp://${KEY}\"", "\"https://exa mple/${KEY}\"", "\"/${KEY}\""])
    func theRestOfAURLIsChecked(hook: String) {
        let compiled = Self.compiled(Self.plan(hook, "KEY: { type: text, secret: true }"), ["KEY": "s3cr3t"])
        #expect(compiled.codes == ["wrong-type"])
        #expect(!compiled.findings.contains("s3cr3t"))
    }

    /// Whatever is wrong with a secret's value, no finding shows it or its place.
    @Test(arguments: ["no url s3cr3t", "s3cr3t\nline", "ftp://s3cr3t", "https://s3cr3t host"])
    func aBadValueIsNotShown(value: String) {
        let compiled = Self.compiled(Self.plan("\"${HOOK}\""), ["HOOK": value])
        #expect(compiled.codes == ["bad-secret"])
        #expect(compiled.places == ["HOOK"])
        #expect(!compiled.findings.contains("s3cr3t"))
        #expect(!JSONRenderer().render(compiled.diagnostics, in: compiled.sources).contains("s3cr3t"))
    }

    @Test func aSecretWithoutAValueMattersOnceThePlanIsCarriedOut() {
        let compiled = Self.compiled(Self.plan("\"${HOOK}\""))
        #expect(compiled.findings == "")
        #expect(compiled.lowered?.unsetSecrets.map(\.code.slug) == ["unset-parameter"])
        #expect(Self.compiled(Self.plan("\"${HOOK}\""), ["HOOK": Self.value]).lowered?.unsetSecrets == [])
    }

    /// What looks like a secret is refused, whatever field it stands in.
    @Test(
        arguments: [
            "https://user:hunter2@example.com/x", "https://hooks.slack.com/services/T00/B00/XXXX",
            "https://events.pagerduty.com/integration/0123456789abcdef/enqueue",
            "https://discord.com/api/webhooks/1/x",
        ]
    )
    func addressesWithSecretsAreRefused(address: String) {
        #expect(
            Self.compiled(Self.plan("\"\(address)\"", "X: { type: text, default: x }")).codes.contains(
                "secret-in-clear"
            )
        )
    }

    @Test(
        arguments: [
            "ghp_0123456789abcdefghijABCDEFGHIJ012345", "xoxb-123456789012-abcdef", "AKIAIOSFODNN7EXAMPLE",
            "token=ghp_0123456789abcdefghijABCDEFGHIJ012345", "-----BEGIN RSA PRIVATE KEY----- MIIE",
            "glpat-0123456789abcdefghij",
        ]
    )
    func tokensAreRefused(token: String) {
        let plan = Self.plan("\"https://example.com\", header: \"\(token)\"", "X: { type: text, default: x }")
        #expect(Self.compiled(plan).codes.contains("secret-in-clear"))
    }

    @Test(
        arguments: [
            "https://example.com/a:b@c", "http://127.0.0.1:9090", "mail me@example.com: now", "AKIA is a prefix",
            "a ghp_ of sorts", "https://hooks.slack.com/services/", "sk-learn",
        ]
    )
    func ordinaryTextIsNoSecret(text: String) {
        let plan = Self.plan("\"https://example.com\", header: \"\(text)\"", "X: { type: text, default: x }")
        #expect(Self.compiled(plan).codes == ["unused-parameter"])
    }

    @Test func aVariableInThePlaceOfAPasswordIsNoSecretInClear() {
        let plan = Self.plan("\"https://user:${KEY}@example.com\"", "KEY: { type: text, secret: true }")
        #expect(Self.compiled(plan, ["KEY": "s3cr3t"]).findings == "")
    }
}
