import Execution
package import JSON
import Plan

extension TestResults {
    /// The results for programs, by `schema/planrun-test-results-1.schema.json`.
    package var json: JSONValue {
        [
            "format_version": 1,
            "passed": .bool(isPassed),
            "tests": .integer(count),
            "failed": .integer(failed),
            "files": .array(
                files.map { file in
                    ["file": .string(file.name), "tests": .array(file.tests.map(Self.json))]
                }
            ),
            "coverage": .array(plans.map(Self.json)),
            "min_coverage": minimumCoverage.map { .number($0) } ?? .null,
        ]
    }

    private static func json(_ test: Test) -> JSONValue {
        [
            "name": .string(test.name),
            "line": .integer(test.line),
            "passed": .bool(test.run.isPassed),
            "problem": test.run.problem.map(JSONValue.string) ?? .null,
            "time_line": .array(
                test.run.rows.map { row in
                    [
                        "at": .number(row.at.seconds),
                        "expected": row.expected.map(JSONValue.string) ?? .null,
                        "seen": row.seen.map(JSONValue.string) ?? .null,
                        "met": .bool(row.isMet),
                    ]
                }
            ),
        ]
    }

    private static func json(_ plan: Plan) -> JSONValue {
        let kinds = TestCoverage.Kind.allCases.map { kind -> (String, JSONValue) in
            let (reached, all) = plan.coverage.count(kind)
            let missing = plan.coverage.missing(kind).map(JSONValue.string)
            return (kind.rawValue, ["reached": .integer(reached), "all": .integer(all), "missing": .array(missing)])
        }
        return .object(
            JSONObject([("plan", .string(plan.path)), ("share", .number(plan.coverage.share))] + kinds)
        )
    }
}
