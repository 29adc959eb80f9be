package import JSON
import Metrics
import Plan

extension Event {
    /// The event as one JSON object, `type` and `at` (in seconds) first. What comes from a clock stands under `measured`,
    /// and what two modes of the same run differ in stands under `mode` and `run`; all else is reproducible.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", type)
            writer.member("at", at.seconds)
            writeMembers(to: &writer)
        }
    }

    /// The event as one line of text, without the line break.
    package var line: [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        write(to: &writer)
        return writer.bytes
    }

    /// The word for the kind of event.
    package var type: String {
        switch payload {
        case .started: "started"
        case .prepared: "prepared"
        case .trained: "trained"
        case .loaded: "loaded"
        case .evaluated: "evaluated"
        case .routed: "routed"
        case .observed: "observed"
        case .notified: "notified"
        case .failed: "failed"
        case .command: "command"
        case .waited: "waited"
        case .assessed: "assessed"
        case .judged: "judged"
        case .alert: "alert"
        case .retraining: "retraining"
        case .retry: "retry"
        case .answered: "answered"
        case .approval: "approval"
        case .hold: "hold"
        case .finished: "finished"
        }
    }

    private func writeMembers(to writer: inout JSONWriter) {
        switch payload {
        case .started(let event): event.write(to: &writer)
        case .prepared(let event): event.write(to: &writer)
        case .trained(let event): event.write(to: &writer)
        case .loaded(let event):
            writer.member("model", event.model.rawValue)
            writer.member("file", event.file)
            writer.member("digest", event.digest)
            writer.member("kind", event.kind)
            writer.member("rows", event.rows)
        case .evaluated(let event):
            writer.member("on", event.on)
            event.readings.write(to: &writer)
            event.evidence?.write(to: &writer)
        case .routed(let event):
            if let stage = event.stage { writer.member("stage", stage) }
            if let share = event.share {
                writer.member("share", "\(share.numerator)/\(share.denominator)")
            } else {
                writer.member("units", event.units)
                writer.member("of", event.allUnits)
            }
        case .observed(let event):
            writer.member("stage", event.stage)
            writer.member("from", event.from.seconds)
            writer.array("requests") { writer in
                writer.integer(event.requests.lowerBound)
                writer.integer(event.requests.upperBound)
            }
            if !event.feedbackDigests.isEmpty {
                writer.array("feedback_digests") { writer in
                    for digest in event.feedbackDigests { writer.string(digest) }
                }
            }
            if let answered = event.answered { writer.member("answered", answered) }
            event.assigned?.write(to: &writer)
            event.readings.write(to: &writer)
            event.evidence?.write(to: &writer)
        case .notified(let event):
            writer.member("key", event.key)
            writer.member("notifier", event.notifier)
            if let problem = event.problem { writer.member("problem", problem) }
        case .failed(let event):
            writer.member("step", event.step)
            writer.member("problem", event.problem)
            if event.isTransient { writer.member("transient", true) }
        case .command(let event): event.write(to: &writer)
        case .waited: break
        case .answered(let event): event.write(to: &writer)
        case .approval(let event): event.write(to: &writer)
        case .hold(let event): event.write(to: &writer)
        case .assessed(let event):
            writer.member("risk", event.isLow ? "low" : "high")
            writer.member("attempt", event.attempt)
            writer.member("attempts", event.attempts)
            writer.array("gates") { writer in for gate in event.gates { gate.write(to: &writer) } }
        case .judged(let event): event.write(to: &writer)
        case .alert(let event): event.write(to: &writer)
        case .retraining(let event):
            if let attempt = event.attempt { writer.member("attempt", attempt) }
            writer.member("attempts", event.attempts)
            writer.member("reason", event.reason)
        case .retry(let event):
            writer.member("state", event.state.rawValue)
            writer.member("number", event.number)
            writer.member("times", event.times)
            if let until = event.until { writer.member("until", until.seconds) }
            writer.member("reason", event.reason)
        case .finished(let event):
            writer.member("outcome", event.outcome.rawValue)
            writer.member("reason", event.reason)
        }
    }
}

extension Event.Started {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("plan", plan)
        writer.member("program", program)
        if let seed { writer.member("seed", seed) }
        if !parameters.isEmpty {
            writer.object("parameters") { writer in
                for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
            }
        }
        writer.member("mode", mode.rawValue)
        if let run { writer.member("run", run) }
        if let feedback { writer.member("feedback", feedback) }
        if let author { writer.member("author", author) }
        if let calendar { writer.object("calendar") { calendar.write(to: &$0) } }
        if let scenario {
            writer.object("scenario") { writer in
                writer.member("name", scenario.name)
                writer.member("digest", scenario.digest)
                writer.member("path", scenario.path)
            }
        }
    }
}

extension Event.Prepared {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("data", data)
        writer.member("digest", digest)
        writer.member("rows", rows)
        writer.member("train", trainingRows)
        writer.member("test", testRows)
        writer.array("classes") { writer in for name in classes { writer.string(name) } }
        if let bytes { writer.array("bytes") { writer in for count in bytes { writer.integer(count) } } }
        guard !references.isEmpty else { return }
        let ordered = references.sorted { ($0.key.window, $0.key.column) < ($1.key.window, $1.key.column) }
        writer.array("references") { writer in
            for (rows, state) in ordered {
                writer.object { writer in
                    writer.member("window", rows.window)
                    writer.member("column", rows.column)
                    writer.name("kept")
                    state.write(to: &writer)
                }
            }
        }
    }
}

extension Event.Trained {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("model", model.rawValue)
        writer.member("kind", kind)
        writer.member("attempt", attempt)
        if let served {
            writer.member("served", served.label)
            if let address = served.address { writer.member("address", address) }
        } else {
            writer.member("rows", rows)
        }
        if let crossValidation {
            writer.object("cross_validation") { writer in
                writer.member("folds", crossValidation.folds)
                switch crossValidation.score {
                case .correct(let correct): writer.member("correct", correct)
                case .error(let error): writer.member("rmse", error)
                }
                writer.member("rows", crossValidation.rows)
            }
        }
        writer.object("measured") { $0.member("seconds", duration.seconds) }
    }
}

extension Event.Judged {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("stage", stage)
        writer.member("decision", decision.rawValue)
        writer.member("reason", reason)
        writer.member("watched", watched.seconds)
        writer.member("samples", samples)
        misassigned?.write(to: &writer)
        writer.array("promote_if") { writer in for gate in promoteIf { gate.write(to: &writer) } }
        writer.array("rollback_if") { writer in for gate in rollbackIf { gate.write(to: &writer) } }
    }
}

extension Event.AlertChange {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("state", state.rawValue)
        writer.member("severity", severity.rawValue)
        if isMessageMeasured {
            writer.object("measured") { $0.member("message", message) }
        } else {
            writer.member("message", message)
        }
        writer.array("notify") { writer in for name in notify { writer.string(name) } }
        writer.name("gate")
        gate.write(to: &writer)
    }
}

extension PairedEvidence {
    /// Writes the members `candidate`, `baseline`, `units` and, where anything is measured, `measured`.
    fileprivate func write(to writer: inout JSONWriter) {
        writeModels(to: &writer, measured: false)
        guard candidate.isMeasured else { return }
        writer.object("measured") { writeModels(to: &$0, measured: true) }
    }

    private func writeModels(to writer: inout JSONWriter, measured: Bool) {
        writer.object(ModelRole.candidate.rawValue) { candidate.write(to: &$0, measured: measured) }
        if let baseline {
            writer.object(ModelRole.baseline.rawValue) { baseline.write(to: &$0, measured: measured) }
        }
        if let units, !measured || units.candidate.isMeasured {
            writer.object("units") { units.write(to: &$0, measured: measured) }
        }
        writer.write(parts) { $1.writeModels(to: &$0, measured: measured) }
    }
}

extension GateRecord {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("if", text)
            writer.member("verdict", verdict.rawValue)
            let failuresNeeded = failuresNeeded
            if failures > 1 || failuresNeeded > 1 { writer.member("failures", failures) }
            if failuresNeeded > 1 { writer.member("failures_needed", failuresNeeded) }
            let comparisons = comparisons
            if comparisons.isMeasured {
                writer.object("measured") { comparisons.write(to: &$0) }
            } else {
                comparisons.write(to: &writer)
            }
        }
    }
}

extension [ComparisonRecord] {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.array("comparisons") { writer in
            for comparison in self {
                writer.object { writer in
                    if let left = comparison.left { writer.member("left", left) }
                    writer.member("relation", comparison.relation.rawValue)
                    if let right = comparison.right { writer.member("right", right) }
                    writer.array("readings") { writer in
                        for reading in comparison.readings { reading.write(to: &writer) }
                    }
                    comparison.evidence?.write(to: &writer)
                    guard !comparison.segments.isEmpty else { return }
                    writer.array("segments") { writer in
                        for segment in comparison.segments { segment.write(to: &writer) }
                    }
                }
            }
        }
    }
}

extension SegmentRecord {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("segment", value)
            if let holds { writer.member("holds", holds) }
            if let left { writer.member("left", left) }
            if let right { writer.member("right", right) }
            writer.member("samples", samples)
            evidence?.write(to: &writer)
            readings.write(to: &writer)
        }
    }
}

extension EvidenceRecord {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object("evidence") { writer in
            writer.member("method", method.rawValue)
            writer.member("error", error)
            if let lower { writer.member("lower", lower) }
            if let upper { writer.member("upper", upper) }
            if let observations { writer.member("observations", observations) }
            counts?.write(to: &writer)
        }
    }
}

extension [Reading] {
    /// Writes the member `readings`, where there are any.
    fileprivate func write(to writer: inout JSONWriter) {
        guard !isEmpty else { return }
        writer.array("readings") { writer in for reading in self { reading.write(to: &writer) } }
    }
}

extension Reading {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("metric", metric)
            writer.member("model", model.rawValue)
            if let segment { writer.member("segment", segment) }
            writer.member("value_type", type.rawValue)
            if let value { writer.member("value", value) }
            if isCounted { writer.member("samples", samples) }
            if let successes, let trials {
                writer.member("successes", successes)
                writer.member("trials", trials)
            }
            if let undefinedReason { writer.member("undefined", undefinedReason) }
            if let problem { writer.member("error", problem) }
            if isLasting { writer.member("lasting", true) }
        }
    }
}
