import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

/// A real nginx in front of two servers.
@Suite(.enabled(if: Peers.program("nginx") != nil && Peers.hasPython, "needs nginx, and Scripts/install-peers"))
struct NginxRouterTests {
    @Test func theShareOfTheUsersIsTheOneAskedAndTheyStay() async throws {
        let folder = try testFolder("nginx")
        let backends = try Backends(folder: folder)
        defer { backends.stop() }
        let port = try FreePort.take()
        let configuration = """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include split.conf;
                upstream candidate { server 127.0.0.1:\(backends.candidate); }
                upstream baseline { server 127.0.0.1:\(backends.baseline); }
                server {
                    listen 127.0.0.1:\(port);
                    keepalive_requests 100000;
                    location / { proxy_pass http://$model; }
                }
            }

            """
        try FileSystem.replace(folder + "/nginx.conf", with: Array(configuration.utf8))
        let split = "# by user\nsplit_clients \"$http_x_user\" $model {\n    * baseline;\n}\n"
        try FileSystem.replace(folder + "/split.conf", with: Array(split.utf8))
        let program = try #require(Peers.program("nginx"))
        let place = ["-p", folder, "-c", folder + "/nginx.conf", "-e", folder + "/error.log"]
        let nginx = try LocalProcess(program, place, folder: folder)
        defer { nginx.stop() }
        #expect(try await eventually { FileSystem.exists(folder + "/nginx.pid") })
        let router = NginxRouter.make(
            OptionValues([
                "include": .text("split.conf"), "reload": .list([program] + place + ["-s", "reload"]),
                "timeout": .text("10m"),
            ]),
            in: ProviderContext(run: "r-1", folder: folder)
        )
        #expect(try await router.share() == .zero)
        var before: Set<Int> = []
        for (numerator, denominator) in [(1, 10), (1, 2), (1, 1), (0, 1), (1, 100), (0, 1)] {
            let share = try #require(Rational(numerator, denominator))
            try await router.set(share)
            #expect(try await router.share() == share)
            // nginx starts new workers in its own time, and old ones answer till then: the same answers twice are those of
            // one split. Five standard deviations of so many independent users.
            let spread = 5 * (2000 * share.value * (1 - share.value)).squareRoot()
            var answers: [String] = []
            let isGiven = try await eventually {
                answers = try backends.answers(at: port, users: 2000)
                let isNear = abs(Double(answers.filter { $0 == "candidate" }.count) - 2000 * share.value) <= spread
                return try isNear && backends.answers(at: port, users: 2000) == answers
            }
            #expect(isGiven, "\(share.percentText)")
            #expect(answers.allSatisfy { $0 == "candidate" || $0 == "baseline" })
            let chosen = Set(answers.indices.filter { answers[$0] == "candidate" })
            let isGrowing = before.isSubset(of: chosen)
            #expect(isGrowing || share < Rational(1, 50) ?? .zero)
            before = chosen
        }
        #expect(before.isEmpty)
        #expect(String(decoding: try FileSystem.read(folder + "/split.conf"), as: UTF8.self) == split)
    }
}

/// The file that nginx includes, and a program in the place of its reload.
@Suite struct NginxFileTests {
    private let folder: String

    init() throws {
        StandardStream.prepare()
        folder = try testFolder("split")
    }

    private func write(_ text: String) throws { try FileSystem.replace(folder + "/split.conf", with: Array(text.utf8)) }

    private var text: String {
        get throws { String(decoding: try FileSystem.read(folder + "/split.conf"), as: UTF8.self) }
    }

    private func router(reload: [String] = ["true"], tolerance: Double = 0.01) -> any Router {
        NginxRouter.make(
            OptionValues([
                "include": .text("split.conf"), "reload": .list(reload), "tolerance": .number(tolerance),
                "timeout": .text("10m"),
            ]),
            in: ProviderContext(run: "r-1", folder: folder)
        )
    }

    private func failure(_ work: () async throws -> Void) async -> ProviderFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    @Test func onlyWhatStandsBetweenTheBracesChanges() async throws {
        try write(
            """
            # split_clients x $y { }
            map "split_clients { }" $z { default 1; }
            split_clients "${http_x_user}{" $model {
            \t12.5%\tcandidate ;
                *  baseline;
            }
            # the end
            """
        )
        #expect(try await router().share() == Rational(1, 8))
        try await router().set(try #require(Rational(1, 10_000)))
        #expect(
            try text == """
                # split_clients x $y { }
                map "split_clients { }" $z { default 1; }
                split_clients "${http_x_user}{" $model {
                    0.01% candidate;
                    * baseline;
                }
                # the end
                """
        )
        #expect(try await router().share() == Rational(1, 10_000))
    }

    @Test func aShareBetweenTwoHundredthsIsTheLowerOne() throws {
        let third = try #require(Rational(1, 3))
        #expect(try router().nearest(to: third) == Rational(3333, 10_000))
        let small = try #require(Rational(3, 100_000))
        #expect(throws: ProviderFailure.self) { try router().nearest(to: small) }
    }

    @Test func whereNginxIsNotToldTheFileSaysWhatItStillDoes() async throws {
        let split = "split_clients $user $model { 5% candidate; * baseline; }\n"
        try write(split)
        let half = try #require(Rational(1, 2))
        let refused = await failure {
            try await router(reload: ["sh", "-c", "echo 'no such upstream' >&2; exit 1"]).set(half)
        }
        #expect(refused == ProviderFailure("`sh` ended with status 1: no such upstream", isTransient: true))
        #expect(try text == split)
        let absent = await failure { try await router(reload: ["no-such-program-here"]).set(half) }
        #expect(absent?.isTransient == false)
        #expect(try text == split)
    }

    @Test func nginxIsToldAlsoWhereTheFileHasTheShareAlready() async throws {
        try write("split_clients $user $model { 5% candidate; * baseline; }\n")
        try await router(reload: ["touch", "told"]).set(try #require(Rational(1, 20)))
        #expect(FileSystem.exists(folder + "/told"))
    }

    @Test(arguments: [
        ("", "must have one `split_clients` block, and has none"),
        ("split_clients a $b { * baseline; } split_clients c $d { * baseline; }", "and has several"),
        ("split_clients a $b { 5% candidate; # five\n * baseline; }", "has a comment"),
        ("split_clients a $b { 5% baseline; * candidate; }", "must divide between `candidate` first"),
        ("split_clients a $b { 5% candidate; 5% other; * baseline; }", "must divide between `candidate` first"),
        ("split_clients a $b { 5 candidate; * baseline; }", "which is no percentage"),
        ("split_clients a $b { 101% candidate; * baseline; }", "which is no percentage"),
    ])
    func aFileOfAnotherFormHasNoShare(_ content: String, _ words: String) async throws {
        try write(content)
        let refused = await failure { try await router().set(.one) }
        #expect(refused?.problem.contains(words) == true, "\(refused?.problem ?? "none")")
        #expect(refused?.isTransient == false)
        #expect(try text == content)
    }
}
