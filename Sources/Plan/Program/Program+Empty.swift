extension Program {
    /// A program that does nothing: for reading and showing what needs no program.
    package static func empty(named name: String, description: String? = nil) -> Program {
        Program(
            name: name,
            description: description,
            data: [],
            models: [],
            traffic: nil,
            risk: nil,
            stages: [],
            alerts: [],
            notifiers: [],
            feedback: nil,
            steps: []
        )
    }
}
