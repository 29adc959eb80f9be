import Plan

/// Drives a run: asks the interpreter for the next effect, lets the world carry it out, feeds the answer back, and keeps
/// the events before any effect that shows outside.
package struct Runner<Store: EventStore, Environment: World> {
    private let interpreter: Interpreter
    private var store: Store
    private var world: Environment
    private let isInterrupted: () -> Bool
    private let show: (Event) -> Void

    /// - Parameters:
    ///   - isInterrupted: Asked between two steps; once it says yes the run stops there, to be resumed.
    ///   - show: Shown every event as it happens.
    package init(
        interpreter: Interpreter,
        store: Store,
        world: Environment,
        isInterrupted: @escaping () -> Bool,
        show: @escaping (Event) -> Void
    ) {
        self.interpreter = interpreter
        self.store = store
        self.world = world
        self.isInterrupted = isInterrupted
        self.show = show
    }

    /// Begins a run with its first event, and goes on as `resume` does.
    package mutating func start(_ started: Event.Started) async throws(EventStoreError) -> ReleaseState {
        let state = try take(Event(at: .zero, .started(started)), in: interpreter.initialState)
        return try await resume(state)
    }

    /// Goes on from a state until the run is over or interrupted, and gives the last state.
    package mutating func resume(_ state: ReleaseState) async throws(EventStoreError) -> ReleaseState {
        var state = state
        while !isInterrupted(), let effect = interpreter.nextEffect(state) {
            if effect.isExternal { try commit(state) }
            let event = await world.perform(effect, at: state.now)
            state = try take(event, in: state)
        }
        try commit(state)
        return state
    }

    private mutating func take(_ event: Event, in state: ReleaseState) throws(EventStoreError) -> ReleaseState {
        let transition = interpreter.handle(event, in: state)
        let events = [event] + transition.decisions
        try store.append(events)
        for event in events { show(event) }
        return transition.state
    }

    private mutating func commit(_ state: ReleaseState) throws(EventStoreError) {
        try store.commit(state, stage: state.stageIndex.map { interpreter.program.stages[$0].name })
    }
}
