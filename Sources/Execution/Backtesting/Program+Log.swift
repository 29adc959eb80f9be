package import Plan

extension Program {
    /// The program as a log of its traffic is judged by it: nothing is read but the log, nothing is learnt, and the risk is
    /// taken to be low.
    package var judgingLog: Program {
        let log = Step.Action.prepare(data: TrafficSpec.logName)
        if risk == nil, retry == nil, steps.first?.action == log { return self }
        let first = steps.first { $0.action == .approve(stage: 0) } ?? steps.first { $0.action == .route(stage: 0) }
        guard let first else { return self }
        let rest = steps.filter { step in
            switch step.action {
            // What was taken back stays so: the log has no answers of another start.
            case .prepare, .load, .assess, .coolDown: false
            // What asks for training again leads there, and no further.
            case .train, .approve, .route, .observe, .judge, .withdraw, .retrain, .rollback, .finish: true
            }
        }
        let end = steps.first { $0.action == .finish(.rolledBack) }
        let ways = rest.map { step in
            guard step.action == .rollback, let end else { return step }
            return Step(step.id, .rollback, [.init(.done, end.id)])
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
            steps: [Step(StepID("prepare." + TrafficSpec.logName), log, [.init(.done, first.id)])] + ways
        )
    }
}
