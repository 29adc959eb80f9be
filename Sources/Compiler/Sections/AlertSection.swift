import Diagnostics
import Plan
import PlanSyntax

/// `alerts:`: conditions watched throughout.
enum AlertSection {
    static let name = Key<Located<String>>.name("name", required: true, "The alert's name.")
    static let when = Key<GatePlan>("when", .condition, required: true, "The condition that raises it.") {
        GateSection.gate($0, in: &$1)
    }
    static let duration = Key<Located<Duration>>.duration(
        "for",
        "How far back the condition looks, and how long it must hold before the alert fires; at least one interval."
    )
    static let keepFiringFor = Key<Located<Duration>>.duration(
        "keep_firing_for",
        "How long it goes on firing after its condition last held; it resolves at once unless stated."
    )
    static let repeatEvery = Key<Located<Duration>>.duration(
        "repeat_every",
        "How often its notifiers are told again while it fires; once only unless stated."
    )
    static let severity = Key<Located<AlertSeverity>>.word(
        "severity",
        AlertSeverity.self,
        default: .warning,
        "How grave it is."
    )
    static let message = Key<MessagePlan>(
        "message",
        .message,
        "What to say; `{{accuracy}}` stands for the metric's value."
    ) { node, lowering in
        guard let text = lowering.text(node) else { return nil }
        guard text.value.contains(where: { !$0.isWhitespace }) else {
            lowering.report(
                .missingValue,
                "the message is empty",
                at: text.span,
                help: ["leave `message` out, and the alert says its condition"]
            )
            return nil
        }
        do throws(Diagnostic) {
            return MessagePlan(
                parts: try MessageParser.parse(text.value, variables: node.variableRanges, span: node.contentSpans()),
                span: node.span
            )
        } catch {
            lowering.report(error)
            return nil
        }
    }
    static let notify = Key<[Located<String>]>(
        "notify",
        .list(of: .reference(to: "notifier"), atLeast: 0),
        "The notifiers to tell, declared under `notify` at the top."
    ) { node, lowering in
        lowering.list(node, "`notify` is a list of notifiers") { $1.reference($0) }
    }
    static let then = Key<Located<AlertConsequence>>.word(
        "then",
        AlertConsequence.self,
        default: AlertConsequence.none,
        "What follows once it fires."
    )
    static let shape = RecordShape(
        "an alert",
        "A condition watched throughout.",
        [
            name.field, when.field, duration.field, keepFiringFor.field, repeatEvery.field, severity.field,
            message.field, notify.field, then.field,
        ]
    )
    static let key = Key<[AlertPlan]>(
        "alerts",
        .list(of: .record(shape), atLeast: 0),
        "Conditions watched throughout, from the first stage to the end."
    ) { node, lowering in
        lowering.list(node, "`alerts` is a list of alerts") { node, lowering in
            guard let record = Record(node, shape, in: &lowering) else { return nil }
            let name = record.read(name, &lowering)
            return AlertPlan(
                name: name,
                when: record.read(when, &lowering),
                duration: record.read(duration, &lowering),
                keepFiringFor: record.read(keepFiringFor, &lowering),
                repeatEvery: record.read(repeatEvery, &lowering),
                severity: record.read(severity, &lowering)?.value ?? .warning,
                message: record.read(message, &lowering),
                notify: record.read(notify, &lowering) ?? [],
                consequence: record.read(then, &lowering) ?? Located(.none, at: node.anchorSpan),
                span: name?.span ?? node.anchorSpan
            )
        }
    }
}
