import Plan
import Testing

@testable import Execution

/// What effects make of the shares of answers.
@Suite struct AnswerTableTests {
    /// Ten rows: of class 0 four right and one wrong, of class 1 five right.
    private static let table: AnswerTable = {
        let rows: [(actual: Int32, baseline: Int32, candidate: Int32, count: Int)] = [
            (0, 0, 0, 3), (0, 1, 0, 1), (0, 0, 1, 1), (1, 1, 1, 4), (1, 0, 1, 1),
        ]
        var answers: [AnsweredRequest] = []
        for row in rows {
            for _ in 0..<row.count {
                answers.append(answer(.candidate, row.candidate, row.actual))
                answers.append(answer(.baseline, row.baseline, row.actual))
            }
        }
        return AnswerTable(answers, classes: ["a", "b", "c"])
    }()

    private static func answer(_ model: ModelRole, _ predicted: Int32, _ actual: Int32) -> AnsweredRequest {
        AnsweredRequest(
            time: .zero,
            request: 0,
            unit: 0,
            model: model,
            predicted: predicted,
            actual: actual,
            score: 1,
            latency: 1
        )
    }

    private func share(_ table: AnswerTable, _ isIncluded: (AnswerTable.Cell) -> Bool) -> Double {
        table.cells.filter(isIncluded).reduce(0) { $0 + $1.share }
    }

    private func near(_ value: Double?, _ expected: Double) -> Bool { abs((value ?? -1) - expected) < 1e-12 }

    @Test func theSharesAreThoseOfTheRows() {
        #expect(near(Self.table.rightShare(), 0.9))
        #expect(near(Self.table.rightShare(of: 0), 0.8))
        #expect(Self.table.rightShare(of: 2) == nil)
        #expect(near(share(Self.table) { $0.baseline == $0.actual }, 0.8))
    }

    @Test(arguments: [0, 0.1, 0.5, 0.88, 0.9, 0.95, 1])
    func accuracyBecomesWhatIsAsked(target: Double) {
        var table = Self.table
        table.bringRightShare(to: target)
        #expect(near(table.rightShare(), target))
        #expect(near(share(table) { _ in true }, 1))
        // Neither the truth nor the baseline is touched.
        #expect(near(share(table) { $0.actual == 0 }, 0.5))
        #expect(near(share(table) { $0.baseline == $0.actual }, 0.8))
    }

    /// The class with mistakes makes them more often; the one without is taken evenly for the others.
    @Test func answersTurnIntoTheClassesOwnMistakes() {
        var table = Self.table
        table.bringRightShare(to: 0.45)
        #expect(near(share(table) { $0.actual == 0 && $0.candidate == 1 }, 0.1 + 0.2))
        #expect(near(share(table) { $0.actual == 0 && $0.candidate == 2 }, 0))
        #expect(near(share(table) { $0.actual == 1 && $0.candidate == 0 }, 0.125))
        #expect(near(share(table) { $0.actual == 1 && $0.candidate == 2 }, 0.125))
    }

    @Test func theRecallOfOneClassLeavesTheOthersAlone() {
        var table = Self.table
        table.bringRightShare(to: 0.5, of: 1)
        #expect(near(table.rightShare(of: 1), 0.5))
        #expect(near(table.rightShare(of: 0), 0.8))
        #expect(near(table.rightShare(), 0.65))
    }

    /// Who is right is left, together and apart; which class was meant is not.
    @Test func whatIsRightIsKept() {
        let table = Self.table.ofWhatIsRight
        #expect(near(table.rightShare(), 0.9))
        #expect(near(share(table) { $0.baseline == $0.actual }, 0.8))
        #expect(near(share(table) { $0.baseline == $0.actual && $0.isRight }, 0.7))
        #expect(table.cells.count == 3)
    }
}
