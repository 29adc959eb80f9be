import Execution
import Plan
import Testing

/// Every state of small programs keeps what always holds, and an interpreter that does not is found out.
@Suite struct StateSpaceTests {
    /// A window of a minute, every seven.
    private static let windows = ["03-00:04", "10-00:11", "17-00:18", "24-00:25", "31-00:32", "38-00:39", "45-00:46"]
        .map { "00:\($0)" }

    private static func program(
        risk: Bool = false,
        approve: String? = nil,
        first: String = "",
        second: String? = nil,
        alerts: Bool = false,
        warmUp: String? = nil,
        changes: Bool = false,
        retry: Bool = false,
        rollback: String? = nil
    )
        throws
        -> Program
    {
        try TestPlan.program(
            """
            planrun: 1
            name: small
            data:
              iris: { csv: data/iris.csv, label: species, split: { test: 20%, seed: 42, stratify: true } }
            models:
              baseline: { majority_class: {}, train: iris.train }
              candidate:
                random_forest: { n_estimators: 10 }
                train: iris.train
            \(risk ? "    retrain: [{ n_estimators: 20 }]" : "")
            traffic: { replay: iris.test, rate: 100/m, users: 100 }
            \(changes ? "changes: { only: { hours: [\(windows.joined(separator: ", "))] } }" : "")
            roles: { risk: [ann, bob], product: [cem] }
            \(risk ? "risk: { on: iris.test, low_if: [accuracy >= 0.5], otherwise: retrain }" : "")
            stages:
              - name: some
                audience: 50%
                watch: { every: 1m, \(warmUp.map { "warm_up: \($0), " } ?? "")for: 2m, within: 3m, hold_for: 2m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [\(first.isEmpty ? "accuracy < 0.5" : first)]
              - name: all
            \(approve.map { "    approve: \($0)" } ?? "")
                audience: 100%
                watch: { every: 1m, for: 1m, within: 2m, hold_for: 2m }
                promote_if: [accuracy >= 0.9]
            \(second.map { "    rollback_if: \($0)" } ?? "")
            \(alerts ? "alerts: [{ name: low, when: accuracy < 0.8, for: 1m, notify: [log], then: hold }]" : "")
            notify: { log: { file: a.jsonl } }
            \(retry ? "retry: { after: 5m }" : "")
            \(rollback.map { "rollback: \($0)" } ?? "")
            """
            .replacing("\n\n", with: "\n")
        )
    }

    private func expectSound(_ name: String, _ report: StateExplorer.Report, _ outcomes: Set<Outcome>) {
        print("state space of \(name): \(report.text)")
        #expect(report.violations == [:])
        #expect(report.outcomes == outcomes)
    }

    @Test func retrainingAndStages() throws {
        let program = try Self.program(risk: true, first: "{ if: accuracy < 0.5, then: retrain, failures: 2 }")
        let report = StateExplorer(program: program).explore()
        expectSound("retraining", report, [.released, .rolledBack, .stopped, .failed])
        #expect(report.steps.isSuperset(of: ["withdraw", "rollback", "assess", "finish.stopped"]))
    }

    @Test func alertsAndNotifications() throws {
        let report = StateExplorer(program: try Self.program(alerts: true), values: [0.95, 0.7, nil]).explore()
        expectSound("alerts", report, [.released, .rolledBack, .failed])
        #expect(report.decisions.contains("alert"))
    }

    @Test(arguments: [
        "{ by: [risk, product], all: true, within: 2m, exclude_author: true }",
        "{ by: [risk], within: 1m, if_rejected: hold, if_expired: hold }",
    ])
    func approvals(approve: String) throws {
        var explorer = StateExplorer(program: try Self.program(approve: approve), values: [0.95, 0.3])
        explorer.commands = [(.approve, "ann"), (.approve, "cem"), (.reject, "bob"), (.approve, "eve")]
        explorer.commandLimit = 3
        let report = explorer.explore()
        expectSound("approvals", report, [.released, .rolledBack, .failed])
        #expect(report.decisions.isSuperset(of: ["approval", "answered"]))
    }

    @Test func commandsAtAnyMoment() throws {
        var explorer = StateExplorer(program: try Self.program(), values: [0.95, 0.7], canFail: false)
        explorer.commands = [
            (.hold, "ann"), (.unhold, "bob"), (.promote, "ann"), (.rollback, "ann"), (.abort, "ann"), (.approve, "ann"),
        ]
        explorer.commandLimit = 3
        expectSound("commands", explorer.explore(), [.released, .rolledBack, .stopped])
    }

    @Test func steppingBack() throws {
        let program = try Self.program(second: "[{ if: accuracy < 0.5, then: step_back }]")
        let report = StateExplorer(program: program).explore()
        expectSound("stepping back", report, [.released, .rolledBack, .failed])
    }

    @Test func steppingBackAtTheDeadline() throws {
        let program = try Self.program(second: "[accuracy < 0.1]\n    otherwise: step_back")
        let report = StateExplorer(program: program, values: [0.95, 0.7]).explore()
        expectSound("stepping back at the deadline", report, [.released, .rolledBack, .failed])
    }

    @Test func rollingBackToTheStageBefore() throws {
        let program = try Self.program(second: "[accuracy < 0.5]", rollback: "{ to: previous }")
        let report = StateExplorer(program: program, values: [0.95, 0.7, 0.3]).explore()
        expectSound("rolling back to the stage before", report, [.released, .rolledBack, .failed])
    }

    /// Three stages, of which the first is one of a descent's last.
    private static func descent(_ alert: String, pause: String = "90s", retry: Bool = false) throws -> Program {
        try TestPlan.program(
            """
            planrun: 1
            name: small
            data: { iris: { csv: data/iris.csv, label: species } }
            models:
              baseline: { majority_class: {}, train: iris }
              candidate: { majority_class: {}, train: iris }
            traffic: { replay: iris, rate: 400/m, users: 100 }
            roles: { risk: [ann] }
            stages:
              - name: some
                audience: 10%
                watch: { every: 1m, for: 1m, within: 1m, hold_for: 1m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [{ if: accuracy < 0.2, on_error: ignore }]
              - name: half
                audience: 50%
                watch: { every: 1m, for: 1m, within: 1m, warm_up: 1m, hold_for: 1m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy < 0.5]
              - name: all
                approve: { by: [risk], within: 1m }
                audience: 100%
                watch: { every: 1m, for: 1m, within: 2m, hold_for: 1m }
                promote_if: [accuracy >= 0.9]
                rollback_if: [accuracy < 0.5]
            alerts: [{ name: low, when: accuracy < 0.3, for: 1m, then: \(alert), notify: [log] }]
            notify: { log: { file: a.jsonl } }
            rollback: { in: steps, pause: \(pause) }
            \(retry ? "retry: { after: 5m }" : "")
            """
            .replacing("\n\n", with: "\n")
        )
    }

    @Test func goingDownInSteps() throws {
        var explorer = StateExplorer(program: try Self.descent("hold"), values: [0.95, 0.4])
        explorer.commands = [(.approve, "ann"), (.hold, "ann"), (.promote, "ann"), (.rollback, "ann")]
        explorer.commandLimit = 1
        explorer.mayLapse = false
        let report = explorer.explore()
        // Somebody's hold before the first stage can last too long.
        expectSound("going down in steps", report, [.released, .rolledBack, .stopped, .failed])
    }

    @Test func goingDownAndStartingAgain() throws {
        var explorer = StateExplorer(program: try Self.descent("rollback", retry: true), values: [0.95, 0.4])
        explorer.commands = [(.approve, "ann")]
        explorer.commandLimit = 1
        explorer.mayLapse = false
        explorer.canFail = false
        let report = explorer.explore()
        expectSound("going down and starting again", report, [.released, .rolledBack])
        #expect(report.steps.contains("cool_down"))
    }

    @Test func aDescentAfterAGap() throws {
        var explorer = StateExplorer(program: try Self.descent("hold"), values: [0.95, 0.4, nil])
        explorer.commands = [(.approve, "ann")]
        explorer.commandLimit = 1
        expectSound("going down after a gap", explorer.explore(), [.released, .rolledBack, .failed])
    }

    /// A metric that cannot be had in a stage takes the candidate from everybody at once on the way down; where a condition
    /// leaves such errors alone, as that of the first stage does, nothing comes of them.
    @Test(arguments: [0, 1]) func errorsOnTheWayDown(stage: Int) throws {
        var explorer = StateExplorer(
            program: try Self.descent("hold", pause: "1m"),
            values: [0.95, 0.4],
            canFail: false
        )
        explorer.hasErrors = true
        explorer.errorStages = [stage]
        explorer.commands = [(.approve, "ann")]
        explorer.commandLimit = 1
        explorer.mayLapse = false
        let report = explorer.explore()
        expectSound("errors on the way down in stage \(stage)", report, [.released, .rolledBack])
    }

    /// The way up is taken where the way down goes on.
    @Test func aDescentThatTurnsRoundIsFound() throws {
        let program = try Self.descent("hold")
        let interpreter = Interpreter(program: program)
        var explorer = StateExplorer(program: program, values: [0.95, 0.4], canFail: false)
        explorer.commands = [(.approve, "ann")]
        explorer.commandLimit = 1
        explorer.mayLapse = false
        explorer.stateLimit = 5000
        let place = try #require(program.steps.firstIndex { $0.action == .route(stage: 2) })
        let found = explorer.explore { event, state in
            var transition = interpreter.transition(by: event, in: state)
            let isDown = transition.decisions.contains {
                if case .judged(let judged) = $0.payload {
                    judged.stage == "half" && judged.decision == .stepDown
                } else {
                    false
                }
            }
            if isDown { transition.state.place = place }
            return transition
        }.violations
        #expect(found[InvariantChecker.Violation.brokenDescent.rawValue] != nil)
    }

    /// Nobody moves on from a stage on the way down.
    @Test func aRestWithoutAnEndIsFound() throws {
        let program = try Self.descent("hold")
        let patient = Interpreter(program: try Self.descent("hold", pause: "1h"))
        var explorer = StateExplorer(program: program, values: [0.95, 0.4], canFail: false)
        explorer.commands = [(.approve, "ann")]
        explorer.commandLimit = 1
        explorer.mayLapse = false
        explorer.stateLimit = 5000
        let found = explorer.explore { patient.transition(by: $0, in: $1) }.violations
        #expect(found[InvariantChecker.Violation.brokenDescent.rawValue] != nil)
    }

    @Test func warmingUp() throws {
        let program = try Self.program(first: "accuracy over 1m < 0.5, accuracy < 0.6", alerts: true, warmUp: "2m")
        let report = StateExplorer(program: program, values: [0.95, 0.7, 0.3]).explore()
        expectSound("warming up", report, [.released, .rolledBack, .failed])
    }

    /// At midnight, as the windows count from there.
    private static let calendar = ReleaseCalendar(start: 1_800_057_600, zone: .utc)

    @Test func waitingForWindows() throws {
        let program = try Self.program(
            approve: "{ by: [risk], within: 3m, if_expired: hold }",
            first: "{ if: accuracy over 1m < 0.8, then: hold }, accuracy over 1m < 0.5",
            changes: true
        )
        var explorer = StateExplorer(program: program, values: [0.95, 0.7, 0.3])
        explorer.commands = [(.approve, "ann"), (.hold, "ann"), (.unhold, "bob")]
        explorer.commandLimit = 2
        explorer.mayLapse = false
        explorer.calendar = Self.calendar
        let report = explorer.explore()
        expectSound("change windows", report, [.released, .rolledBack, .stopped, .failed])
        #expect(report.decisions.contains("hold"))
    }

    @Test func startingAgain() throws {
        let program = try Self.program(approve: "{ by: [risk], within: 3m }", alerts: true, retry: true)
        var explorer = StateExplorer(program: program, values: [0.95, 0.3])
        explorer.commands = [(.approve, "ann"), (.reject, "bob"), (.abort, "ann"), (.rollback, "ann"), (.hold, "ann")]
        explorer.commandLimit = 2
        explorer.mayLapse = false
        let report = explorer.explore()
        expectSound("starting again", report, [.released, .rolledBack, .stopped, .failed])
        #expect(report.decisions.contains("retry"))
        #expect(report.steps.contains("cool_down"))
    }

    @Test func aRestThatIsCutShortIsFound() throws {
        let program = try Self.program(retry: true)
        let interpreter = Interpreter(program: program)
        let explorer = StateExplorer(program: program, values: [0.95, 0.3], canFail: false)
        let found = explorer.explore { event, state in
            guard case .waited = event.payload else { return interpreter.transition(by: event, in: state) }
            var transition = interpreter.transition(by: event, in: state)
            transition.state.now = state.now
            return transition
        }.violations
        #expect(found[InvariantChecker.Violation.earlyRetry.rawValue] != nil)
    }

    @Test func aStageOutsideOfItsWindowIsFound() throws {
        let hasty = Interpreter(program: try Self.program())
        var explorer = StateExplorer(program: try Self.program(changes: true), values: [0.95])
        explorer.calendar = Self.calendar
        let found = explorer.explore { hasty.transition(by: $0, in: $1) }.violations
        #expect(found[InvariantChecker.Violation.outsideWindow.rawValue] != nil)
    }

    @Test func metricsThatCannotBeHad() throws {
        let program = try Self.program(first: "{ if: accuracy < 0.5, on_error: rollback }")
        var explorer = StateExplorer(program: program, values: [0.95, 0.7], canFail: false)
        explorer.hasErrors = true
        explorer.mayLapse = false
        expectSound("errors", explorer.explore(), [.released, .rolledBack])
    }

    @Test func failuresThatPass() throws {
        var explorer = StateExplorer(program: try Self.program(), values: [0.95, 0.3])
        explorer.isFlaky = true
        explorer.mayLapse = false
        let report = explorer.explore()
        expectSound("failures", report, [.released, .rolledBack, .failed])
        #expect(report.decisions.contains("alert"))
    }

    // MARK: Interpreters that are broken on purpose

    /// The program with other successors, as a mistaken linker or interpreter would have them.
    private func rewired(_ program: Program, _ change: (Step, Step.Successor) -> StepID?) -> Program {
        Program(
            name: program.name,
            description: program.description,
            data: program.data,
            models: program.models,
            traffic: program.traffic,
            risk: program.risk,
            stages: program.stages,
            alerts: program.alerts,
            notifiers: program.notifiers,
            feedback: program.feedback,
            steps: program.steps.map { step in
                Step(step.id, step.action, step.successors.map { .init($0.result, change(step, $0) ?? $0.step) })
            }
        )
    }

    /// What a search finds where transitions are those of another program, by the rules of this one.
    private func found(_ program: Program, _ change: (Step, Step.Successor) -> StepID?) -> Set<String> {
        let other = Interpreter(program: rewired(program, change))
        var explorer = StateExplorer(program: program, values: [0.95, 0.7, 0.3])
        explorer.commands = [(.approve, "ann"), (.reject, "bob"), (.hold, "ann")]
        explorer.commandLimit = 2
        explorer.stateLimit = 5000
        return Set(explorer.explore { other.transition(by: $0, in: $1) }.violations.keys)
    }

    @Test func aRollbackThatPromotesIsFound() throws {
        let found = found(try Self.program()) { step, successor in
            successor.result == .rollback && step.id == "some.judge" ? "all.route" : nil
        }
        #expect(found.contains(InvariantChecker.Violation.unearnedGrowth.rawValue))
    }

    @Test func goingOnIntoTheNextStageIsFound() throws {
        let found = found(try Self.program()) { step, successor in
            successor.result == .goOn && step.id == "some.judge" ? "all.route" : nil
        }
        #expect(found.contains(InvariantChecker.Violation.unearnedGrowth.rawValue))
    }

    @Test(arguments: [Step.Result.rejected, .expired])
    func aStageThatWasNotApprovedIsFound(result: Step.Result) throws {
        let found = found(try Self.program(approve: "{ by: [risk], within: 1m }")) { _, successor in
            successor.result == result ? "all.route" : nil
        }
        #expect(found.contains(InvariantChecker.Violation.unapprovedStage.rawValue))
    }

    @Test func anApprovalThatIsPassedOverIsFound() throws {
        let found = found(try Self.program(approve: "{ by: [risk], within: 1m }")) { step, successor in
            step.id == "some.judge" && successor.result == .promote ? "all.route" : nil
        }
        #expect(found.contains(InvariantChecker.Violation.unapprovedStage.rawValue))
    }

    @Test func aStageOutOfTurnIsFound() throws {
        let found = found(try Self.program()) { step, successor in
            step.id == "train.candidate" ? "all.route" : nil
        }
        #expect(found.contains(InvariantChecker.Violation.skippedStage.rawValue))
    }

    @Test func aRollbackThatReleasesIsFound() throws {
        let found = found(try Self.program()) { step, _ in step.id == "rollback" ? "finish.released" : nil }
        #expect(found.contains(InvariantChecker.Violation.unearnedGrowth.rawValue))
    }

    @Test func aWayBackThatLeadsNowhereIsFound() throws {
        let found = found(try Self.program()) { step, _ in step.id == "rollback" ? "rollback" : nil }
        #expect(!found.isEmpty)
    }

    private func found(changing change: @escaping (Event, ReleaseState, inout Transition) -> Void) throws -> Set<String>
    {
        let program = try Self.program()
        let interpreter = Interpreter(program: program)
        var explorer = StateExplorer(program: program, values: [0.95, 0.7])
        explorer.commands = [(.hold, "ann")]
        explorer.commandLimit = 1
        explorer.stateLimit = 2000
        return Set(
            explorer.explore { event, state in
                var transition = interpreter.transition(by: event, in: state)
                change(event, state, &transition)
                return transition
            }.violations.keys
        )
    }

    /// A stage whose warm-up and whose time are passed over.
    @Test func aStageThatIsPromotedTooSoonIsFound() throws {
        let program = try Self.program(warmUp: "1m")
        let hasty = Interpreter(program: try Self.program())
        let explorer = StateExplorer(program: program, values: [0.95, 0.7])
        let found = explorer.explore { hasty.transition(by: $0, in: $1) }.violations
        #expect(found[InvariantChecker.Violation.unwatchedPromotion.rawValue] != nil)
    }

    @Test func aRunThatGoesOnAfterItsEndIsFound() throws {
        let found = try found { event, state, transition in
            if state.outcome != nil { transition.state.now = event.at + .seconds(1) }
        }
        #expect(found.contains(InvariantChecker.Violation.afterTheEnd.rawValue))
    }

    @Test func decisionsThatAreNotRecordedAreFound() throws {
        let found = try found { _, _, transition in transition.decisions = [] }
        let broken: [InvariantChecker.Violation] = [.unrecordedEnd, .unrecorded, .unearnedGrowth]
        #expect(found.isSuperset(of: broken.map(\.rawValue)))
    }

    @Test func timeThatGoesBackIsFound() throws {
        let found = try found { _, state, transition in transition.state.now = state.now - .seconds(1) }
        #expect(found.contains(InvariantChecker.Violation.backInTime.rawValue))
    }

    @Test func aCommandThatCountsTwiceIsFound() throws {
        let program = try Self.program()
        let interpreter = Interpreter(program: program)
        let found = try found { event, state, transition in
            guard case .command(let command) = event.payload, state.commandKeys.contains(command.key) else { return }
            let other = Event.Command(key: command.key + "'", action: command.action, who: command.who)
            transition = interpreter.transition(by: Event(at: event.at, .command(other)), in: state)
        }
        #expect(found.contains(InvariantChecker.Violation.repeatedCommand.rawValue))
    }
}
