import Plan

/// Drives a run: asks the interpreter for the next effect, lets the world carry it out, feeds the answer back, and keeps
/// the events before any effect that shows outside.
package struct Runner<Store: EventStore, Environment: World> {
    private let interpreter: Interpreter
    private var store: Store
    private var world: Environment
    private var commands: any CommandSource
    private let isOnce: Bool
    private let isInterrupted: () -> Bool
    private let show: (Event) -> Void
    private let beat: () -> Void
    /// Whether anything was kept since the last commit.
    private var hasNews = false

    /// - Parameters:
    ///   - commands: Asked between two steps what people want.
    ///   - isOnce: Whether to do what is due and no more.
    ///   - isInterrupted: Asked between two steps; once it says yes the run stops there, to be resumed.
    ///   - show: Shown every event as it happens.
    ///   - beat: Called between two steps, and again and again while the world rests: the run is alive.
    package init(
        interpreter: Interpreter,
        store: Store,
        world: Environment,
        commands: any CommandSource = NoCommands(),
        isOnce: Bool = false,
        isInterrupted: @escaping () -> Bool,
        show: @escaping (Event) -> Void,
        beat: @escaping () -> Void = {}
    ) {
        self.beat = beat
        self.interpreter = interpreter
        self.store = store
        self.world = world
        self.commands = commands
        self.isOnce = isOnce
        self.isInterrupted = isInterrupted
        self.show = show
    }

    /// Begins a run with its first event, and goes on as `resume` does.
    package mutating func start(_ started: Event.Started) async throws(EventStoreError) -> ReleaseState {
        let state = try take(Event(at: .zero, .started(started)), in: interpreter.initialState)
        return try await resume(state)
    }

    /// Goes on from a state until the run is over, interrupted or waiting, and gives the last state.
    ///
    /// It is waiting where what the world shows has ended, where only people move it on and its time stands still without them and, where it is to do only what
    /// is due, where the next effect is not.
    ///
    /// A rollback that is decided and cannot be recorded is carried out all the same: to give the candidate to fewer needs no
    /// record, and to leave it with them would.
    package mutating func resume(_ state: ReleaseState) async throws(EventStoreError) -> ReleaseState {
        var state = state
        do throws(EventStoreError) {
            try await drive(&state)
            return state
        } catch {
            if error.leavesRunHere { await takeBack(from: state) }
            throw error
        }
    }

    /// Takes the candidate back where that is what comes next, again and again until it is done, and tells whoever is to be told.
    private mutating func takeBack(from state: ReleaseState) async {
        var state = state
        let isInterrupted = isInterrupted
        while !isInterrupted(), let effect = interpreter.nextEffect(state) {
            switch effect {
            case .route(stage: nil), .notify: break
            case .wait where interpreter.takesBack(state) != nil: break
            default: return
            }
            guard world.isDue(effect, at: state.now) else {
                if isOnce { return }
                await world.rest(before: effect)
                continue
            }
            guard let event = await perform(effect, in: state) else { return }
            let transition = interpreter.handle(event, in: state)
            for event in [event] + transition.decisions { show(event) }
            state = transition.takeState()
        }
    }

    /// Has an effect carried out; nil where the run was interrupted meanwhile. Whoever is told leaves off when it is time to take the
    /// candidate back.
    private mutating func perform(_ effect: Effect, in state: ReleaseState) async -> Event? {
        let (beat, isInterrupted) = (beat, isInterrupted)
        let deadline = interpreter.takesBack(state).map { time in
            ContinuousClock.now + (time - world.time(after: state.now))
        }
        let event = await world.perform(effect, at: state.now) {
            beat()
            return !isInterrupted() && deadline.map { ContinuousClock.now < $0 } ?? true
        }
        if event == nil, isInterrupted() { return nil }
        return event ?? Event(at: world.time(after: state.now), .waited)
    }

    private mutating func drive(_ state: inout ReleaseState) async throws(EventStoreError) {
        while !isInterrupted() {
            beat()
            state = try takeCommands(state)
            guard let effect = interpreter.nextEffect(state), !isWaiting(state, for: effect) else { break }
            guard world.isDue(effect, at: state.now) else {
                // What is known is shown while nothing happens.
                if hasNews { try commit(state) }
                await world.rest(before: effect)
                continue
            }
            if effect.isExternal { try commit(state) }
            guard let event = await perform(effect, in: state) else { break }
            state = try take(event, in: state)
            if store.isCommitDue { try commit(state) }
        }
        try commit(state)
    }

    /// Takes what people ask until they ask no more.
    private mutating func takeCommands(_ state: ReleaseState) throws(EventStoreError) -> ReleaseState {
        var state = state
        while state.outcome == nil {
            let asked = try commands.take(state)
            if asked.isEmpty { break }
            for command in asked where state.outcome == nil {
                state = try take(Event(at: world.time(after: state.now), .command(command)), in: state)
            }
        }
        return state
    }

    private mutating func isWaiting(_ state: ReleaseState, for effect: Effect) -> Bool {
        if world.hasEnded(before: effect) { return true }
        if isOnce, !world.isDue(effect, at: state.now) { return true }
        return world.timeStandsStill && commands.isAttended && interpreter.isWaitingForPeople(state)
    }

    private mutating func take(_ event: Event, in state: ReleaseState) throws(EventStoreError) -> ReleaseState {
        let transition = interpreter.handle(event, in: state)
        let events = [event] + transition.decisions
        try store.append(events)
        hasNews = true
        for event in events { show(event) }
        return transition.takeState()
    }

    private mutating func commit(_ state: ReleaseState) throws(EventStoreError) {
        try store.commit(state, stage: state.stageIndex.map { interpreter.program.stages[$0].name })
        hasNews = false
    }
}
