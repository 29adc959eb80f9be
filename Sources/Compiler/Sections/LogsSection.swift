import Diagnostics
import Plan
import PlanSyntax

/// `logs:`: what a run writes beside its journal.
enum LogsSection {
    static let requests = Key<Bool>.boolean(
        "requests",
        default: LogsSpec.standard.requests,
        "Whether every answer is written to `requests.jsonl`, in the run's folder beside the journal."
    )
    static let units = Key<Located<LogsSpec.Units>>.word(
        "units",
        LogsSpec.Units.self,
        default: LogsSpec.standard.units,
        "How units stand in it: as keyed digests, which do not tell who they are, or as they are."
    )
    static let shape = RecordShape(
        "`logs`",
        "What a run writes beside its journal.",
        [requests.field, units.field]
    )
    static let key = Key<LogsPlan>("logs", .record(shape), "What a run writes beside its journal.") { node, lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let isLogged = record.read(requests, &lowering)
        let naming = record.read(units, &lowering)
        return LogsPlan(requests: isLogged ?? LogsSpec.standard.requests, units: naming)
    }
}
