package import Plan

extension Program {
    /// The program as a log of its traffic is judged by it: nothing is read but the log, nothing is learnt, and the risk is
    /// taken to be low.
    package var judgingLog: Program {
        let log = Step.Action.prepare(data: TrafficSpec.logName)
        if risk == nil, steps.first?.action == log { return self }
        let first = steps.first { $0.action == .approve(stage: 0) } ?? steps.first { $0.action == .route(stage: 0) }
        guard let first else { return self }
        let rest = steps.filter { step in
            switch step.action {
            case .prepare, .assess: false
            // What asks for training again leads there, and no further.
            case .train, .approve, .route, .observe, .judge, .withdraw, .retrain, .rollback, .finish: true
            }
        }
        return Program(
            name: name,
            description: description,
            data: data,
            models: models,
            traffic: traffic,
            labels: labels,
            metricSpecs: metricSpecs,
            evidence: evidence,
            changes: changes,
            risk: nil,
            stages: stages,
            alerts: alerts,
            notifiers: notifiers,
            feedback: feedback,
            logs: logs,
            steps: [Step(StepID("prepare." + TrafficSpec.logName), log, [.init(.done, first.id)])] + rest
        )
    }
}
