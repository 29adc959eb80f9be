import Compiler
import Plan
import Testing

/// Programs broken by hand, each in one way.
@Suite struct ProgramVerifierTests {
    private func program() throws -> Program { try #require(Compiled(try Golden.input("ok", "everything")).program) }

    /// The problems of the program with its steps changed.
    private func problems(_ change: (inout [Step]) -> Void) throws -> [ProgramVerifier.Problem] {
        let program = try program()
        var steps = program.steps
        change(&steps)
        return ProgramVerifier.problems(of: program.with(steps))
    }

    private func index(_ id: StepID, in steps: [Step]) -> Int { steps.firstIndex { $0.id == id } ?? 0 }

    @Test(arguments: Golden.names(in: "ok"))
    func whatTheLinkerMakesIsSound(name: String) throws {
        let program = try #require(Compiled(try Golden.input("ok", name)).program)
        #expect(ProgramVerifier.problems(of: program) == [])
    }

    @Test func aStepThatNothingLeadsTo() throws {
        let spare = Step("spare", .rollback, [.init(.done, "finish.rolled_back")])
        #expect(try problems { $0.append(spare) } == [.unreachable("spare")])
    }

    @Test func aNameThatIsThereTwice() throws {
        let again = Step("rollback", .rollback, [.init(.done, "finish.rolled_back")])
        #expect(try problems { $0.append(again) } == [.duplicate("rollback")])
    }

    @Test func aResultThatLeadsNowhere() throws {
        let found = try problems { steps in
            let judge = steps.firstIndex { if case .judge = $0.action { true } else { false } } ?? 0
            let step = steps[judge]
            steps[judge] = Step(step.id, step.action, step.successors.filter { $0.result != .goOn })
        }
        #expect(found.count == 1)
        guard case .missing(_, .goOn)? = found.first else { return #expect(Bool(false), "\(found)") }
    }

    @Test func aResultThatCannotBe() throws {
        let found = try problems { steps in
            let place = index("rollback", in: steps)
            steps[place] = Step("rollback", .rollback, steps[place].successors + [.init(.promote, "finish.released")])
        }
        #expect(found == [.excess("rollback", .promote)])
    }

    @Test func aStepThatIsNotThere() throws {
        let found = try problems { steps in
            let place = index("rollback", in: steps)
            steps[place] = Step("rollback", .rollback, [.init(.done, "finish.nowhere")])
        }
        #expect(found.contains(.dangling("rollback", to: "finish.nowhere")))
        #expect(found.contains(.deadEnd("rollback")))
        #expect(found.contains(.unreachable("finish.rolled_back")))
    }

    @Test func aWayThatComesBack() throws {
        let found = try problems { steps in
            let place = index("rollback", in: steps)
            steps[place] = Step("rollback", .rollback, [.init(.done, steps[0].id)])
        }
        #expect(found.contains(.endless("rollback")))
        #expect(found.contains(.endless(try program().steps[0].id)))
    }

    @Test func aPartThatIsNotThere() throws {
        let found = try problems { steps in
            steps[0] = Step(steps[0].id, .prepare(data: "nothing"), steps[0].successors)
        }
        #expect(found == [.lost(try program().steps[0].id)])
    }
}

extension Program {
    fileprivate func with(_ steps: [Step]) -> Program {
        Program(
            name: name,
            description: description,
            data: data,
            models: models,
            traffic: traffic,
            labels: labels,
            metricSpecs: metricSpecs,
            evidence: evidence,
            risk: risk,
            stages: stages,
            alerts: alerts,
            notifiers: notifiers,
            feedback: feedback,
            steps: steps
        )
    }
}
