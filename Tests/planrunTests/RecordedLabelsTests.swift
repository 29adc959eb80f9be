import Glibc
import JSON
import Testing

/// Logs whose labels a program gives, in runs from end to end.
@Suite struct RecordedLabelsTests {
    private static let plan = """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, columns: { at: time, id: request, who: unit, model: model, said: prediction } }
          unit: user
        labels: { from: labels.jsonl, command: [./labels, --all], timeout: 30m }
        models: { baseline: { recorded: old }, candidate: { recorded: new } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 3m, within: 4m }
            promote_if: [accuracy >= 80%]

        """

    /// Requests that both models answer with `a`, and of which so many are `a`.
    private func workspace(right: (Int) -> Bool) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Self.plan, to: "plan.yaml")
        var lines = ["at,id,who,model,said"]
        var labels: [String] = []
        for request in 0..<400 {
            for model in ["old", "new"] { lines.append("\(request),r\(request),u\(request % 50),\(model),a") }
            labels.append(#"{"request": "r\#(request)", "label": "\#(right(request) ? "a" : "b")"}"#)
        }
        try workspace.write(lines.joined(separator: "\n") + "\n", to: "log.csv")
        let pages = [labels[..<150], labels[150...]]
        for (number, page) in pages.enumerated() {
            let next = number == 0 ? "\"second\"" : "null"
            try workspace.write(
                "{\"labels\": [\(page.joined(separator: ","))], \"next\": \(next)}",
                to: "page\(number)"
            )
        }
        let program = """
            #!/bin/sh
            read -r request
            echo "$request" >> asked
            case "$request" in *'"after":null'*) cat page0;; *) cat page1;; esac

            """
        try workspace.write(program, to: "labels")
        _ = chmod(workspace["labels"], 0o755)
        return workspace
    }

    @Test func labelsAreBroughtBeforeTheRun() throws {
        let workspace = try workspace { _ in true }
        let result = try workspace.run("execute", "plan.yaml")
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(try workspace.text(of: "labels.jsonl").split(separator: "\n").count == 400)
        let asked = try workspace.text(of: "asked").split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(asked.map { $0["after"]?.string } == [nil, "second"])
        #expect(asked.first?["kind"]?.string == "labels" && asked.first?["join"]?.string == "request")
        // What is there is read again, and nobody is asked.
        #expect(try workspace.run("execute", "plan.yaml", "--dry-run").status == 0)
        #expect(try workspace.text(of: "asked").split(separator: "\n").count == 2)
    }

    @Test func theyDecide() throws {
        let workspace = try workspace { $0 % 2 == 0 }
        #expect(try workspace.run("execute", "plan.yaml").status == 2)
    }

    @Test func withoutThemThereIsNoRun() throws {
        let workspace = try workspace { _ in true }
        try workspace.write("#!/bin/sh\necho '{\"error\": \"no warehouse\"}'\n", to: "labels")
        let result = try workspace.run("execute", "plan.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("the labels cannot be had: `./labels` says: no warehouse"))
        #expect(!workspace.exists("labels.jsonl") && !workspace.exists(".planrun"))
        try workspace.remove("labels")
        #expect(try workspace.run("validate", "plan.yaml").errors.contains("PR0430"))
        try workspace.write(Self.plan.replacing("command: [./labels, --all], ", with: ""), to: "plan.yaml")
        let timeout = try workspace.run("validate", "plan.yaml")
        #expect(timeout.errors.contains("`timeout` is for a program that gives the labels"))
    }
}
