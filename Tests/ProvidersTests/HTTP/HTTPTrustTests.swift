import Foundation
import Providers
import TestProcesses
import Testing

/// Servers with certificates of their own making.
@Suite(.enabled(if: LocalServer.isAvailable && LocalProcess.has("openssl"), "python3 or openssl is not installed"))
struct HTTPTrustTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A server whose certificate is for a name.
    private func server(for name: String) async throws -> LocalServer {
        let (certificate, key) = (folder.path("cert.pem"), folder.path("key.pem"))
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=planrun", "-addext", "subjectAltName=\(name)", "-keyout", key, "-out", certificate,
        ]
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: try #require(LocalProcess.path(of: "openssl")))
        openssl.arguments = arguments
        openssl.standardError = FileHandle.nullDevice
        try openssl.runAlone()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        return try await LocalServer(["--cert", certificate, "--key", key])
    }

    private func failure(_ client: HTTPClient, _ server: LocalServer) async throws -> HTTPFailure? {
        let request = HTTPRequest.patient(.get, try server.address("/echo"))
        do throws(HTTPFailure) {
            _ = try await client.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test func aCertificateOfOnesOwnIsRefused() async throws {
        let server = try await server(for: "IP:127.0.0.1")
        let failure = try await failure(HTTPClient(), server)
        #expect(failure?.reason == .untrusted)
        #expect(failure?.isTransient == false)
        #expect(failure?.problem.hasPrefix("`\(server.url)/echo` cannot be trusted: ") == true)
    }

    @Test func aCertificateThatIsNamedIsTrusted() async throws {
        let server = try await server(for: "IP:127.0.0.1")
        #expect(try await failure(HTTPClient(certificates: folder.path("cert.pem")), server) == nil)
    }

    @Test func aTrustedCertificateForAnotherNameIsRefused() async throws {
        let server = try await server(for: "DNS:elsewhere.example")
        let failure = try await failure(HTTPClient(certificates: folder.path("cert.pem")), server)
        #expect(failure?.reason == .untrusted)
    }

    @Test func aServerThatDoesNotSpeakTLSIsRefused() async throws {
        let plain = try await LocalServer()
        let address = try HTTPAddress("https://127.0.0.1:\(plain.port)/echo")
        let failure = await #expect(throws: HTTPFailure.self) {
            try await HTTPClient().send(HTTPRequest.patient(.get, address))
        }
        #expect(failure?.reason == .untrusted)
    }
}
