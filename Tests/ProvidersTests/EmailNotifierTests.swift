import Execution
import Foundation
import JSON
import Plan
import Platform
import Providers
import TestProcesses
import Testing

/// A real server that takes mail, and Python's own reader of messages.
@Suite(.enabled(if: Peers.hasPython, Peers.pythonNeeded))
struct EmailNotifierTests {
    private let folder: String

    init() throws { folder = try testFolder("mail") }

    private func server(_ arguments: [String] = []) throws -> (program: LocalProcess, url: String) {
        let program = try LocalProcess(Peers.python, [Peers.scripts + "/mail.py"] + arguments, folder: folder)
        return (program, "smtp://127.0.0.1:\(program.line())")
    }

    private func problem(
        _ url: String,
        _ options: [String: OptionValues.Value] = ["tls": .boolean(false)],
        message: String = "error rate 2%",
        trusting certificates: String? = nil
    ) async -> String? {
        let usual: [String: OptionValues.Value] = [
            "email": .list(["a@example.org", "b+c@example.org"]), "from": .text("planrun@example.org"),
            "server": .text(url), "timeout": .text("10m"),
        ]
        let notifier = EmailNotifier.make(
            OptionValues(usual.merging(options) { $1 }),
            in: NotifierContext(
                plan: "größe",
                run: "größe-1",
                startedAt: "2026-03-01T09:30:00.000Z",
                folder: folder,
                secrets: Secrets(["PASSWORD": "s3cret"])
            ),
            trusting: certificates
        )
        let notification = Notification(
            key: "errors-1",
            notifier: "mail",
            alert: "errors",
            state: .firing,
            severity: .critical,
            message: message,
            at: .seconds(90)
        )
        do {
            try await notifier.deliver(notification)
            return nil
        } catch {
            return error.problem
        }
    }

    private func taken(_ program: LocalProcess) throws -> [JSONValue] {
        try program.rest().split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    @Test func theMessageIsReadAsItWasMeant() async throws {
        let (program, url) = try server()
        let text = "Fehlerrate 2 %: \"größer\"\r\n.\r\nSubject: other\n" + String(repeating: "x", count: 2000)
        #expect(await problem(url, message: text) == nil)
        let mails = try taken(program)
        let mail = try #require(mails.first)
        // To each by itself, the message being to both.
        #expect(mails.map { $0["to"] } == [["a@example.org"], ["b+c@example.org"]])
        #expect(mail["from"]?.string == "planrun@example.org")
        #expect(mail["defects"] == [])
        #expect(mail["headers"]?["Subject"]?.string == "[critical] größe-1: errors")
        #expect(mail["headers"]?["To"]?.string == "a@example.org, b+c@example.org")
        let id = mail["headers"]?["Message-ID"]?.string
        #expect(id == "<gr----e-1-2026-03-01T09-30-00-000Z-errors-1@planrun>")
        let body = try #require(mail["text"]?.string)
        #expect(body.hasPrefix(text.replacing("\r\n", with: "\n")) || body.hasPrefix(text))
        #expect(body.contains("alert: errors"))
    }

    @Test func whereTheServerRefusesItSaysSo() async throws {
        let (program, url) = try server(["--refuse"])
        let refused = await problem(url)
        #expect(refused?.contains("does not take the message") == true)
        #expect(refused?.contains("(550)") == true, "\(refused ?? "none")")
        #expect(try taken(program).isEmpty)
        // Now nobody is there.
        #expect(await problem(url)?.contains("does not take the message") == true)
    }

    @Test func whoIsRefusedKeepsItFromNobodyElse() async throws {
        let (program, url) = try server(["--refuse-recipient", "a@example.org"])
        let refused = await problem(url)
        #expect(refused?.contains("does not take the message for `a@example.org`") == true, "\(refused ?? "none")")
        #expect(refused?.contains("b+c@example.org") == false)
        #expect(try taken(program).map { $0["to"] } == [["b+c@example.org"]])
    }

    @Test func nothingGoesInClearUnlessThePlanSaysSo() async throws {
        let (program, url) = try server()
        #expect(await problem(url, [:])?.contains("does not take the message") == true)
        #expect(try taken(program).isEmpty)
    }

    @Test(.enabled(if: Peers.program("openssl") != nil, "needs openssl"))
    func overTLSTheServerMustBeTrusted() async throws {
        _ = try LocalProcess.output(
            try #require(Peers.program("openssl")),
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem",
            ],
            folder: folder
        )
        let (program, url) = try server(["--cert", folder + "/cert.pem", "--key", folder + "/key.pem"])
        #expect(await problem(url, [:])?.contains("does not take the message") == true)
        #expect(await problem(url, [:], trusting: folder + "/cert.pem") == nil)
        #expect(try taken(program).map { $0["tls"] } == [true, true])
    }

    @Test func addressesThatWouldSteerTheServerAreRefused() async throws {
        for address in ["a@b>\r\nRCPT TO:<c@d", "a b@c", "a", "<a@b>", "a@b\nBcc: c@d", "a@", "@b"] {
            let problem = await problem("smtp://127.0.0.1:1", ["email": .list([address])])
            #expect(problem?.hasSuffix("is no address of e-mail") == true)
        }
        #expect(await problem("http://127.0.0.1:1")?.contains("is no server such as") == true)
        let absent = await problem("smtp://127.0.0.1:1", ["password": .secret(SecretText([.secret("OTHER")]))])
        #expect(absent == "the option `password` has a secret in it that is not set")
    }
}
