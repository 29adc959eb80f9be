import ArgumentParser
import Diagnostics
import Execution
import Journal
import Plan
import Platform

/// Something that is asked of a run: whether it can be, and where it is kept until the run takes it.
struct RunRequest {
    let action: Event.Command.Action
    let options: RequestOptions
    /// The stage it is about, where somebody said.
    let stage: String?

    func make() throws {
        let (place, summary) = try RunFinder(state: options.state).find(options.runID)
        if let outcome = summary.state.outcome { return try conclude(outcome) }
        let holder: LeaseHolder?
        do throws(JournalError) {
            holder = try place.journal.driving(of: summary.id).holder
        } catch {
            throw JournalFailure.exit(error)
        }
        let stage = try check(summary, in: place.journal, isDriven: holder != nil) ?? self.stage
        let isNew = try keep(in: place.journal, stage: stage)
        let what = "\(action.rawValue) of run \(summary.id) by \(options.who)"
        StandardStream.output.write(isNew ? "\(what): kept\n" : "\(what): asked before, and still to be taken\n")
        let line = "planrun resume \(summary.id)" + options.state.argument(for: place.folder)
        let next = holder.map { "\($0.text) drives the run and takes it before its next step" }
        StandardStream.output.write((next ?? "nobody drives the run now: `\(line)` carries it out") + "\n")
    }

    private func keep(in journal: Journal, stage: String?) throws(ExitCode) -> Bool {
        do throws(JournalError) {
            return try journal.ask(
                action.rawValue,
                of: options.runID,
                by: options.who,
                note: options.note,
                stage: stage,
                at: Clock.timestamp()
            ).isNew
        } catch {
            throw JournalFailure.exit(error)
        }
    }

    /// Of a run that is over nothing can be asked; what it has come to already need not be.
    private func conclude(_ outcome: Outcome) throws(ExitCode) {
        let isSo = outcome != .released && (action == .rollback || action == .abort)
        let words = "run \(options.runID) is over already: \(outcome.words)"
        guard isSo else {
            Complaint.error(words, code: JournalCodes.runOver)
            throw ExitStatus.usage.code
        }
        StandardStream.output.write(words + "\n")
    }

    // MARK: Whether it can be

    /// The stage at hand that it is about.
    ///
    /// Of a run that nobody drives the journal says where it stands, and the interpreter what it would answer. One that is
    /// driven may be further than its journal: only what never changes is looked at, and the run answers in its time.
    private func check(_ summary: RunSummary, in journal: Journal, isDriven: Bool) throws -> String? {
        let opened: OpenedRun
        let waiting: [StoredCommand]
        do {
            let records: [[UInt8]]
            do throws(JournalError) {
                records = try journal.records(of: summary.id)
                waiting = try journal.commands(of: summary.id).filter { $0.record == nil }
            } catch {
                throw JournalFailure.exit(error)
            }
            opened = try RunOpener(summary: summary, options: options.opening, requiresSecrets: false).open(records)
        } catch {
            guard action.isCautious else { throw error }
            Complaint.warning("where the run stands could not be looked at; what is asked is kept all the same")
            return nil
        }
        let interpreter = Interpreter(program: opened.plan.program)
        if isDriven {
            try checkPerson(opened.plan.program, author: opened.author)
            return nil
        }
        // Asked before and not yet taken: what is kept is kept once.
        let same = waiting.first { $0.kind == action.rawValue && $0.who == options.who }
        if let same, stage == nil || stage == same.stage { return same.stage }
        var state = opened.state
        for command in waiting.compactMap(\.event) {
            state = interpreter.handle(Event(at: state.now, .command(command)), in: state).state
        }
        let stage = self.stage ?? action.stage(of: state, opened.plan.program)
        let command = Event.Command(
            key: "asked",
            action: action,
            who: options.who,
            note: options.note,
            stage: stage
        )
        let decisions = interpreter.handle(Event(at: state.now, .command(command)), in: state).decisions
        for case .answered(let answer) in decisions.map(\.payload) where !answer.isAccepted {
            throw refusal(answer.reason, opened.plan.program)
        }
        return stage
    }

    private func checkPerson(_ program: Program, author: String?) throws(ExitCode) {
        guard action == .approve || action == .reject else { return }
        let approvals = program.stages.compactMap(\.approval)
        guard !approvals.isEmpty else { throw refusal("no stage of the plan is approved by anybody", program) }
        guard approvals.contains(where: { $0.people.contains(options.who) }) else {
            throw refusal("\(options.who) is of no role that approves", program)
        }
        if action == .approve, options.who == author, approvals.allSatisfy(\.excludesAuthor) {
            throw refusal("\(options.who) began the run, and whoever began it may not approve it", program)
        }
    }

    private func refusal(_ reason: String, _ program: Program) -> ExitCode {
        Complaint.error("run `\(options.runID)` cannot take this: \(reason)", code: JournalCodes.refusedCommand)
        guard action == .approve || action == .reject else { return ExitStatus.usage.code }
        var people: [String: [String]] = [:]
        for role in program.stages.compactMap(\.approval).flatMap(\.roles) { people[role.name] = role.people }
        for (role, names) in people.sorted(by: { $0.key < $1.key }) {
            StandardStream.error.write("  = note: `\(role)` is \(names.joined(separator: ", "))\n")
        }
        let nearest = Suggestion.question(for: options.who, among: people.values.flatMap(\.self))
        if !nearest.isEmpty { StandardStream.error.write("  = help: \(nearest.drop { ", ;".contains($0) })\n") }
        return ExitStatus.usage.code
    }
}

extension Event.Command.Action {
    /// Whether it can only take the candidate from people, so that it must never fail for want of knowledge.
    var isCautious: Bool {
        switch self {
        case .rollback, .abort, .hold, .reject: true
        case .approve, .promote, .unhold: false
        }
    }

    /// The stage that it is about when it is asked for now: an answer to a question must not answer the next one.
    func stage(of state: ReleaseState, _ program: Program) -> String? {
        switch self {
        case .approve, .reject: state.awaitedStageIndex.map { program.stages[$0].name }
        case .promote: state.stageIndex.map { program.stages[$0].name }
        case .hold, .unhold, .rollback, .abort: nil
        }
    }
}
