import Diagnostics
import Plan

/// Finds what a valid plan needs that no run of it could have yet, so that `execute` says it before it does anything.
struct Executability {
    let language: Language

    func missing(in plan: ReleasePlan) -> [Diagnostic] {
        kinds(in: plan) + traffic(plan) + live(plan) + stages(plan)
    }

    private func report(_ what: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.notExecutable, "this version of planrun cannot \(what) yet", at: .init(span))
    }

    /// Models, metrics, routers and notifiers whose kind is one to compile only.
    private func kinds(in plan: ReleasePlan) -> [Diagnostic] {
        let isOnLog = plan.traffic?.log != nil
        let isOnRouter = plan.traffic?.router != nil
        let replayed = plan.traffic?.replay?.rows?.data.value
        let isOfNumbers = isOnLog || plan.data.contains { $0.name.value == replayed && $0.numberLabel != nil }
        let kinds = language.modelSources.map(\.kind) + language.metricKinds.map(\.kind)
        let planned = Set(
            kinds.filter { kind in
                switch kind.standing {
                case .always: false
                case .onLogs: !isOnLog
                case .onRouters: !isOnRouter
                case .onNumbers: !isOfNumbers
                case .notYet: true
                }
            }.map(\.name)
        )
        let models = plan.models.compactMap(\.kind).filter { planned.contains($0.value) }.map {
            report("ask a model of kind `\($0.value)`", at: $0.span)
        }
        let metrics = plan.metrics.compactMap(\.kind).filter { planned.contains($0.value) }.map {
            report("measure a metric of kind `\($0.value)`", at: $0.span)
        }
        let notifiers = plan.notifiers.compactMap { notifier -> Diagnostic? in
            let descriptor = language.notifiers.first { $0.name == notifier.kind }
            guard let descriptor, !descriptor.isExecutable else { return nil }
            return report("tell a notifier of kind `\(descriptor.name)`", at: notifier.name.span)
        }
        return models + metrics + notifiers
    }

    private func traffic(_ plan: ReleasePlan) -> [Diagnostic] {
        guard let traffic = plan.traffic else { return [] }
        switch traffic.source {
        case .log?: return (plan.risk?.span).map { [report("assess the risk of recorded predictions", at: $0)] } ?? []
        case .router(let router)?:
            let descriptor = language.routers.first { $0.name == router.kind?.value }
            guard let kind = router.kind, descriptor?.standing == .notYet else { return [] }
            return [report("tell a router of kind `\(kind.value)`", at: kind.span)]
        case .replay?, nil: return []
        }
    }

    /// What a router cannot do, and what nobody counts of live traffic.
    private func live(_ plan: ReleasePlan) -> [Diagnostic] {
        guard plan.traffic?.router != nil else { return [] }
        var found: [Diagnostic] = []
        for stage in plan.stages {
            if let part = stage.audience?.attributes?.span ?? stage.audience?.group?.span {
                found.append(report("give live traffic to a part of the units", at: part))
            }
            if let samples = stage.watch?.samples, samples.value > 0 {
                found.append(report("count the requests of live traffic", at: samples.span))
            }
        }
        if let risk = plan.risk, let data = risk.on?.data.value,
            plan.data.contains(where: { $0.name.value == data && $0.numberLabel != nil })
        {
            found.append(report("assess models elsewhere that predict numbers", at: risk.span))
        }
        if let from = plan.feedback?.from {
            found.append(report("read feedback beside live traffic from a file", at: from.span))
        }
        let elsewhere = plan.models.filter { model in
            language.modelSources.contains { $0.kind.name == model.kind?.value && $0.kind.standing == .onRouters }
        }
        if let risk = plan.risk, !elsewhere.isEmpty, elsewhere.count < plan.models.count {
            found.append(report("assess a model that answers elsewhere beside one that does not", at: risk.span))
        }
        return found
    }

    private func stages(_ plan: ReleasePlan) -> [Diagnostic] {
        guard plan.traffic?.router != nil else { return [] }
        var found: [Diagnostic] = []
        for stage in plan.stages {
            for gate in stage.promoteIf { check(gate, &found) }
            for gate in stage.rollbackIf { check(gate, &found) }
        }
        for alert in plan.alerts { alert.when.map { check($0, &found) } }
        return found
    }

    private func check(_ gate: GatePlan, _ found: inout [Diagnostic]) {
        guard gate.wording?.hasSegments == true else { return }
        for segment in gate.condition?.metrics.compactMap(\.segment) ?? [] {
            found.append(report("judge live traffic by segments", at: segment.span))
        }
    }
}
