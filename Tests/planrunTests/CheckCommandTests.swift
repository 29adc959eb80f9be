import Glibc
import Testing

/// `planrun check-command`: programs of one's own held against the protocol, on the command line.
@Suite struct CheckCommandTests {
    /// Of `sh`, as nothing else is sure to be there: it knows its version and what it is asked.
    private func workspace(_ answers: String) throws -> Workspace {
        let workspace = try Workspace()
        let program = """
            #!/bin/sh
            read -r request
            case "$request" in
              *'"planrun":1,'*'"op":"describe"'*) echo '{"name": "mine"}';;
              \(answers)
              *) echo '{"error": "unknown"}';;
            esac

            """
        try workspace.write(program, to: "mine")
        _ = chmod(workspace["mine"], 0o755)
        return workspace
    }

    private func check(_ workspace: Workspace, _ kind: String, _ request: String? = nil) throws -> Invocation.Result {
        let members = request.map { ["--request", $0] } ?? []
        return try workspace.run(["check-command", "--kind", kind, "--timeout", "30m"] + members + ["--", "./mine"])
    }

    @Test func whatConformsPasses() throws {
        let workspace = try workspace(#"*'"planrun":1,'*'"op":"value"'*) echo '{"value": 0.25, "samples": 40}';;"#)
        let result = try check(workspace, "metric")
        #expect(result.status == 0, "\(result.output)")
        #expect(result.lines.first == "passed   describes itself: mine")
        #expect(result.output.contains("passed   gives a value: 0.25"))
        #expect(!result.output.contains("FAILED"))
    }

    @Test func whatDoesNotConformHasAStatusOfItsOwn() throws {
        let workspace = try workspace(#"*'"planrun":1,'*'"op":"value"'*) echo '{"value": "many"}';;"#)
        let result = try check(workspace, "metric")
        #expect(result.status == 2)
        #expect(result.output.contains("FAILED   gives a value: "))
        let missing = try workspace.run("check-command", "--kind", "metric", "--", "./nobody")
        #expect(missing.status == 2)
        #expect(missing.lines == ["FAILED   describes itself: cannot run `./nobody`: No such file or directory"])
    }

    @Test func labelsAreAskedForPageByPage() throws {
        let workspace = try workspace(
            #"*'"planrun":1,'*'"after":null'*) echo '{"labels": [{"request": "r1", "label": "a"}], "next": "2"}';;"#
                + "\n  "
                + #"*'"planrun":1,'*'"after":"2"'*) echo '{"labels": [{"request": "r2", "label": "b"}]}';;"#
        )
        let result = try check(workspace, "labels")
        #expect(result.status == 0, "\(result.output)")
        #expect(
            result.output.contains("passed   gives labels, and goes on from where it says: 2 in the first two pages")
        )
    }

    @Test func nothingIsToldOrTrainedUnasked() throws {
        let workspace = try workspace(
            "*'\"op\":\"train\"'*|*'\"op\":\"notify\"'*) touch done; echo '{\"label\": \"v8\"}';;"
        )
        for kind in ["retrain", "notifier"] {
            let unasked = try check(workspace, kind)
            #expect(unasked.status == 0, "\(unasked.output)")
            #expect(unasked.output.contains("skipped  "))
            #expect(!workspace.exists("done"))
        }
        let asked = try check(workspace, "retrain", #"{"label": "v7"}"#)
        #expect(asked.status == 0)
        #expect(asked.output.contains("passed   trains once, however often it is asked under one key: v8"))
        #expect(workspace.exists("done"))
    }

    @Test(arguments: [
        ["check-command", "--kind", "metric"], ["check-command", "--kind", "pager", "--", "./mine"],
        ["check-command", "--kind", "metric", "--timeout", "10", "--", "./mine"],
        ["check-command", "--kind", "metric", "--request", "[1]", "--", "./mine"],
    ])
    func aCommandLineThatIsWrongIsRefused(_ arguments: [String]) throws {
        #expect(try workspace("").run(arguments).status == 64)
    }
}
