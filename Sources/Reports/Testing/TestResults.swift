package import Execution

/// What the tests of several files came to.
package struct TestResults: Sendable {
    /// A test that was carried out.
    package struct Test: Sendable {
        package let name: String
        /// Where it begins in its file, counted from 1.
        package let line: Int
        package let run: PlanTestRun

        package init(name: String, line: Int, run: PlanTestRun) {
            self.name = name
            self.line = line
            self.run = run
        }
    }

    /// The tests of one file.
    package struct File: Sendable {
        package let name: String
        package let tests: [Test]

        package init(name: String, tests: [Test]) {
            self.name = name
            self.tests = tests
        }
    }

    /// What the tests of a plan have reached, whatever files they are in.
    package struct Plan: Sendable {
        package let path: String
        package let coverage: TestCoverage

        package init(path: String, coverage: TestCoverage) {
            self.path = path
            self.coverage = coverage
        }
    }

    package let files: [File]
    package let plans: [Plan]
    /// The share of each plan that has to be reached, or nil.
    package let minimumCoverage: Double?

    package init(files: [File], plans: [Plan], minimumCoverage: Double?) {
        self.files = files
        self.plans = plans
        self.minimumCoverage = minimumCoverage
    }

    package var count: Int { files.reduce(0) { $0 + $1.tests.count } }
    package var failed: Int { files.reduce(0) { $0 + $1.tests.count { !$0.run.isPassed } } }

    /// The plans of which too little was reached.
    package var uncovered: [Plan] {
        guard let minimumCoverage else { return [] }
        return plans.filter { $0.coverage.share < minimumCoverage - 1e-9 }
    }

    package var isPassed: Bool { failed == 0 && uncovered.isEmpty }
}
