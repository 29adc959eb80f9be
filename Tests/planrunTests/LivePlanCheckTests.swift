import Glibc
import JSON
import Testing

/// What is found of live plans before anything is asked: programs, queries, libraries.
@Suite struct LivePlanCheckTests {
    private static func plan(router: String, rest: String = "") -> String {
        """
        planrun: 1
        name: live
        data: { iris: { csv: iris.csv, label: species } }
        models:
          candidate: { command: [./model], label: v2, retrain: [{ command: [./retrain] }] }
        risk: { on: iris, low_if: [accuracy >= 90%], otherwise: retrain }
        traffic: { router: { \(router) } }
        metrics: { errors: { command: [./errors], type: fraction } }
        stages:
          - name: full
            audience: 100%
            watch: { every: 1s, for: 2s }
            promote_if: [errors <= 1%]
        \(rest)
        """
    }

    private func workspace(_ plan: String) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(plan, to: "live.yaml")
        return workspace
    }

    @Test func programsOfEveryKindAreLookedFor() throws {
        let workspace = try workspace(Self.plan(router: "command: [no-such-router-anywhere, --fast]"))
        let result = try workspace.run("validate", "live.yaml", "--format", "concise")
        #expect(result.status == 1)
        for (place, name) in [("5:26", "./model"), ("5:69", "./retrain"), ("8:32", "./errors")] {
            #expect(
                result.errors.contains(
                    "live.yaml:\(place): error[PR0430]: cannot run `\(name)`: No such file or directory"
                ),
                "\(result.errors)"
            )
        }
        #expect(result.errors.contains("warning[PR0431]: no folder of PATH has a program `no-such-router-anywhere`"))
        for name in ["model", "retrain", "errors"] {
            try workspace.write("#!/bin/sh\n", to: name)
            _ = chmod(workspace[name], 0o755)
        }
        #expect(try workspace.run("validate", "live.yaml").status == 0)
    }

    @Test func aProgramSaysWhoDrawsTheUnits() throws {
        func assignment(_ router: String) throws -> String? {
            let workspace = try workspace(Self.plan(router: router))
            for name in ["model", "retrain", "errors"] {
                try workspace.write("#!/bin/sh\n", to: name)
                _ = chmod(workspace[name], 0o755)
            }
            let output = try workspace.run("compile", "live.yaml", "--emit", "program").output
            return try JSONValue(parsing: output)["traffic"]?["assignment"]?.string
        }
        #expect(try assignment("flagd: { file: flags.json, flag: m }") == "flagd/v2")
        #expect(try assignment("command: [sh]") == "router")
    }

    /// A file of the library's name that is none stands in for a machine without it.
    @Test func aLibraryThatIsMissingIsSaidBeforeTheRun() throws {
        let workspace = try workspace(
            """
            planrun: 1
            name: live
            models: { candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 } }
            traffic: { router: { flagd: { file: flags.json, flag: m } } }
            metrics:
              errors: { postgres: { url: "postgresql://127.0.0.1:1/shop", query: "SELECT 0.5" }, type: fraction }
            stages:
              - name: full
                audience: 100%
                watch: { every: 1s, for: 2s }
                promote_if: [errors <= 1%]
            alerts: [{ name: bad, when: errors > 2%, message: bad, notify: [mail] }]
            notify: { mail: { email: [ops@example.org], from: planrun@example.org, server: "smtp://127.0.0.1:1" } }

            """
        )
        for name in ["libcurl.so.4", "libcurl-gnutls.so.4", "libpq.so.5"] { try workspace.write("", to: "lib/" + name) }
        let environment = ["LD_LIBRARY_PATH": workspace["lib"]]
        let result = try workspace.run("execute", "live.yaml", environment: environment)
        #expect(result.status == 3)
        let serve = "error[PR0750]: `serve` cannot be reached from this machine: HTTP and mail need libcurl"
        #expect(result.errors.contains(serve))
        #expect(result.errors.contains("error[PR0750]: `email` cannot be reached from this machine"))
        #expect(result.errors.contains("--> live.yaml:3:24"), "\(result.errors)")
        #expect(
            result.errors.contains(
                "error[PR0750]: `postgres` cannot be reached from this machine: PostgreSQL needs libpq"
            )
        )
        #expect(!workspace.exists(".planrun"))
        // What reaches nobody needs no library.
        #expect(try workspace.run("validate", "live.yaml", environment: environment).status == 0)
        let offline = try workspace.run("execute", "live.yaml", "--dry-run", "--offline", environment: environment)
        #expect(offline.status == 0, "\(offline.errors)")
        let pushed = ["execute", "live.yaml", "--push-gateway", "http://127.0.0.1:1"]
        let refused = try workspace.run(pushed, environment: environment)
        #expect(refused.status == 64 && refused.errors.contains("--push-gateway cannot be used here"))
    }
}
