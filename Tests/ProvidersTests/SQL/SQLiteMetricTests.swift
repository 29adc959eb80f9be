import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

@Suite(.enabled(if: Peers.program("sqlite3") != nil, "needs sqlite3"))
struct SQLiteMetricTests {
    private let folder: String

    init() throws {
        folder = try testFolder("sqlite")
        try run(
            """
            CREATE TABLE answers (model TEXT, at REAL, error INTEGER);
            INSERT INTO answers VALUES ('v7', 100, 1), ('v7', 200, 0), ('v7', 200.5, 0), ('v7', 300, 1), ('v6', 200, 1),
              ('it''s "v8"; --', 250, 0);
            """
        )
    }

    private func run(_ sql: String) throws {
        _ = try LocalProcess.output(try #require(Peers.program("sqlite3")), [folder + "/answers.db", sql])
    }

    private func ask(
        _ query: String,
        model: String = "v7",
        file: String = "answers.db",
        timeout: String = "10m"
    ) async throws -> MetricAnswer {
        let store = SQLiteMetricStore.make(
            OptionValues(["file": .text(file), "query": .text(query), "timeout": .text(timeout)]),
            in: ProviderContext(folder: folder)
        )
        return try await store.value(for: MetricQuestion(model: model, window: .seconds(100), at: .seconds(300)))
    }

    private func failure(_ query: String, file: String = "answers.db", timeout: String = "10m") async
        -> ProviderFailure?
    {
        do {
            _ = try await ask(query, file: file, timeout: timeout)
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    private static let rate =
        "SELECT avg(error) FROM answers WHERE model = :model AND at >= :window_start AND at < :window_end"

    @Test func whatIsAskedIsBound() async throws {
        #expect(try await ask(Self.rate) == .value(0, samples: nil))
        #expect(try await ask(Self.rate, model: "v6") == .value(1, samples: nil))
        #expect(try await ask(Self.rate, model: "it's \"v8\"; --") == .value(0, samples: nil))
        #expect(try await ask("SELECT :window_end - :window_start") == .value(100, samples: nil))
        #expect(try await ask("SELECT count(*) FROM answers;  ") == .value(6, samples: nil))
    }

    @Test func aSecondColumnCountsTheObservations() async throws {
        let counted = Self.rate.replacing("avg(error)", with: "avg(error), count(*)")
        #expect(try await ask(counted) == .value(0, samples: 2))
        #expect(try await ask(counted, model: "v9") == .none("the query gives NULL"))
        #expect(try await ask("SELECT 0.5, 41.9") == .value(0.5, samples: 41))
        #expect(try await ask("SELECT 0.5, NULL") == .value(0.5, samples: 0))
    }

    @Test func noRowAndNullAreNoValue() async throws {
        #expect(try await ask(Self.rate, model: "v9") == .none("the query gives NULL"))
        #expect(try await ask("SELECT error FROM answers WHERE model = 'v9'") == .none("the query gives no row"))
        #expect(try await ask("SELECT 9e999") == .none("the query gives inf"))
    }

    @Test(arguments: [
        ("SELECT error FROM answers", "gives several rows"),
        ("SELECT error, at, model FROM answers", "gives 3 columns, and one is needed, or two"),
        ("SELECT error, model FROM answers", "gives text"),
        ("SELECT 1, -1", "counts `-1.0` observations"),
        ("SELECT model FROM answers", "gives text"),
        ("SELECT :mode", "the query names `:mode`, and there are `:model`, `:window_start`, `:window_end`"),
        ("SELECT ?", "has a parameter without a name"),
        ("SELEC 1", "near \"SELEC\": syntax error"),
        ("SELECT 1; SELECT 2", "is several statements"),
        ("", "is empty"),
        ("DELETE FROM answers", "would write"),
        ("ATTACH 'other.db' AS other", "gives 0 columns"),
        ("SELECT missing FROM answers", "no such column: missing"),
    ])
    func aWrongQueryStaysAFailure(_ query: String, _ words: String) async throws {
        let failure = await failure(query)
        #expect(failure?.isTransient == false)
        #expect(failure?.problem.contains(words) == true, "\(failure?.problem ?? "none")")
        #expect(try FileSystem.entries(of: folder).map(\.name) == ["answers.db"])
        #expect(try await ask("SELECT count(*) FROM answers") == .value(6, samples: nil))
    }

    @Test func aFileThatIsNotThereIsNotMade() async throws {
        let missing = await failure("SELECT 1", file: "no.db")
        #expect(missing?.problem == "cannot ask `no.db`: unable to open database file")
        #expect(missing?.isTransient == false)
        try FileSystem.replace(
            folder + "/text.db",
            with: Array("this is no database, and long enough to be seen\n".utf8)
        )
        let other = await failure("SELECT count(*) FROM answers", file: "text.db")
        #expect(other?.problem == "cannot ask `text.db`: file is not a database")
        #expect(try FileSystem.entries(of: folder).map(\.name) == ["answers.db", "text.db"])
    }

    @Test func aPipeIsNotWaitedFor() async throws {
        #expect(mkfifo(folder + "/pipe.db", 0o600) == 0)
        let failure = await failure("SELECT 1", file: "pipe.db")
        #expect(failure == ProviderFailure("cannot ask `pipe.db`: it is not a regular file", isTransient: false))
    }

    @Test func aQueryWithoutAnEndIsEnded() async throws {
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
        let failure = await failure(endless, timeout: "300ms")
        #expect(
            failure
                == ProviderFailure(
                    "the query to `answers.db` was ended, as it took longer than 300ms",
                    isTransient: true
                )
        )
    }
}
