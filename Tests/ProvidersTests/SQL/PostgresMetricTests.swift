import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

/// A real PostgreSQL server.
@Suite(.enabled(if: PostgresServer.isAvailable, "needs postgresql-15"))
struct PostgresMetricTests {
    private static let rate =
        "SELECT avg(error) FROM answers WHERE model = :model AND at >= to_timestamp(:window_start) "
        + "AND at < to_timestamp(:window_end)"

    private func ask(
        _ server: PostgresServer,
        _ query: String,
        model: String = "v7",
        url: SecretText? = nil,
        timeout: String = "10m"
    ) async throws -> MetricAnswer {
        let text = url ?? SecretText([.text(server.url)])
        let store = PostgresMetricStore.make(
            OptionValues(["url": .secret(text), "query": .text(query), "timeout": .text(timeout)]),
            in: ProviderContext(folder: server.folder, secrets: Secrets(["NAME": "postgres", "PASSWORD": "s3cret"]))
        )
        return try await store.value(for: MetricQuestion(model: model, window: .seconds(100), at: .seconds(300)))
    }

    private func failure(
        _ server: PostgresServer,
        _ query: String,
        url: SecretText? = nil,
        timeout: String = "10m"
    ) async -> ProviderFailure? {
        do {
            _ = try await ask(server, query, url: url, timeout: timeout)
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    /// One server for all: it takes its time to start.
    @Test func aServerIsAsked() async throws {
        let server = try await PostgresServer()
        defer { server.stop() }
        try server.run(
            """
            CREATE TABLE answers (model text, at timestamptz, error int);
            INSERT INTO answers VALUES ('v7', to_timestamp(100), 1), ('v7', to_timestamp(200), 0),
              ('v7', to_timestamp(200.5), 0), ('v7', to_timestamp(300), 1), ('v6', to_timestamp(200), 1),
              ('it''s "v8"; --', to_timestamp(250), 0);
            """
        )
        #expect(try await ask(server, Self.rate) == .value(0, samples: nil))
        #expect(try await ask(server, Self.rate, model: "v6") == .value(1, samples: nil))
        #expect(try await ask(server, Self.rate, model: "it's \"v8\"; --") == .value(0, samples: nil))
        #expect(try await ask(server, Self.rate, model: "v9") == .none("the query gives NULL"))
        #expect(try await ask(server, "SELECT 1 WHERE false") == .none("the query gives no row"))
        #expect(try await ask(server, "SELECT 'NaN'::float8") == .none("the query gives NaN"))
        #expect(try await ask(server, "SELECT :window_end - :window_start;") == .value(100, samples: nil))
        let counted = Self.rate.replacing("avg(error)", with: "avg(error), count(*)")
        #expect(try await ask(server, counted) == .value(0, samples: 2))
        #expect(try await ask(server, counted, model: "v9") == .none("the query gives NULL"))
        #expect(try await ask(server, "SELECT 0.5, 41.9") == .value(0.5, samples: 41))
        #expect(try await ask(server, "SELECT 0.5, NULL::int") == .value(0.5, samples: 0))
        for type in ["int2", "int4", "int8", "float4", "float8", "numeric"] {
            #expect(
                try await ask(server, "SELECT 0.25::\(type) * 4") == .value(type.hasPrefix("int") ? 0 : 1, samples: nil)
            )
        }

        for (query, words) in [
            ("SELECT error FROM answers", "gives 2 rows"), ("SELECT 1, 2, 3", "gives 3 columns"),
            ("SELECT 1, 'a'", "gives a value that is no number"), ("SELECT 1, -1", "counts `-1` observations"),
            ("SELECT 'a'", "gives a value that is no number"), ("SELECT :mode", "the query names `:mode`"),
            ("SELEC 1", "syntax error at or near \"SELEC\""), ("SELECT nothing", "(42703)"),
            ("SELECT 1; SELECT 2", "cannot insert multiple commands"),
            ("DELETE FROM answers", "cannot execute DELETE in a read-only transaction"), ("COMMIT", "it gives no rows"),
            ("SELECT nextval('numbers')", "(42P01)"), ("", "it gives no rows"),
        ] {
            let failure = await failure(server, query)
            #expect(failure?.problem.contains(words) == true, "\(query): \(failure?.problem ?? "none")")
            #expect(failure?.isTransient == false, "\(query)")
        }
        #expect(try await ask(server, "SELECT count(*) FROM answers") == .value(6, samples: nil))
        // Of rows without end only two are read.
        let many = await failure(server, "SELECT * FROM generate_series(1, 100000000)")
        #expect(many?.problem == "the query gives 2 rows, and one is needed")
        try await limits(server)
        try await addresses(server)
    }

    private func limits(_ server: PostgresServer) async throws {
        let slow = await failure(server, "SELECT pg_sleep(1000)", timeout: "500ms")
        #expect(slow?.isTransient == true)
        // Whoever looks at the clock first, the server or planrun.
        let words = ["PostgreSQL did not answer in 500ms", "PostgreSQL refuses the query: ERROR:"]
        #expect(words.contains { slow?.problem.hasPrefix($0) == true }, "\(slow?.problem ?? "none")")
    }

    private func addresses(_ server: PostgresServer) async throws {
        let secret = SecretText([
            .text("postgresql://"), .secret("NAME"), .text(":"), .secret("PASSWORD"),
            .text("@127.0.0.1:\(server.port)/postgres?sslmode=disable"),
        ])
        #expect(try await ask(server, "SELECT 1", url: secret) == .value(1, samples: nil))
        // The server has no certificate: where the address does not allow it, nothing is asked in clear.
        let clear = SecretText([.text("postgresql://postgres@127.0.0.1:\(server.port)/postgres")])
        let refused = await failure(server, "SELECT 1", url: clear)
        #expect(refused?.problem.contains("server does not support SSL, but SSL was required") == true)
        let wrong = SecretText([
            .text("postgresql://x:"), .secret("PASSWORD"), .text("@127.0.0.1:\(server.port)/s3cret?sslmode=disable"),
        ])
        let unknown = await failure(server, "SELECT 1", url: wrong)
        #expect(unknown?.isTransient == true)
        #expect(unknown?.problem.contains("s3cret") == false)
        let absent = await failure(server, "SELECT 1", url: SecretText([.secret("OTHER")]))
        #expect(absent == ProviderFailure("the server's `url` has a secret in it that is not set", isTransient: false))
        server.stop()
        let gone = await failure(server, "SELECT 1")
        #expect(gone?.isTransient == true)
        #expect(gone?.problem.hasPrefix("there is no connection to PostgreSQL: ") == true)
    }
}

/// A server of the test's own, in a folder of its own, on loopback.
private final class PostgresServer {
    private static let binaries = "/usr/lib/postgresql/15/bin/"
    static let isAvailable = FileManager.default.isExecutableFile(atPath: binaries + "initdb") && Peers.hasPython

    let folder: String
    let port: Int
    private let process: LocalProcess

    var url: String { "postgresql://postgres@127.0.0.1:\(port)/postgres?sslmode=disable" }

    init() async throws {
        folder = try testFolder("postgres")
        port = try FreePort.take()
        // The server does not run as root.
        let isRoot = geteuid() == 0
        if isRoot { _ = try LocalProcess.output("/bin/chown", ["postgres", folder]) }
        let other = isRoot ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []
        let initdb = other + [Self.binaries + "initdb", "-A", "trust", "-N", "-U", "postgres", "-D", folder + "/data"]
        _ = try LocalProcess.output(initdb[0], Array(initdb.dropFirst()), folder: folder)
        let server =
            other + [
                Self.binaries + "postgres", "-D", folder + "/data", "-p", "\(port)", "-k", folder, "-c",
                "listen_addresses=127.0.0.1", "-c", "fsync=off",
            ]
        process = try LocalProcess(server[0], Array(server.dropFirst()), folder: folder)
        let (port, folder) = (port, folder)
        let isReady = try await eventually {
            (try? LocalProcess.output("/usr/bin/pg_isready", ["-h", folder, "-p", "\(port)"])) != nil
        }
        #expect(isReady)
    }

    func run(_ sql: String) throws {
        _ = try LocalProcess.output("/usr/bin/psql", ["-h", folder, "-p", "\(port)", "-U", "postgres", "-c", sql])
    }

    func stop() { process.stop() }
}
