import JSON
import Plan

// The calendar of a run, as a member of its first event: the moment of its time 0, and its zone's offsets in seconds from then on.

extension ReleaseCalendar {
    func write(to writer: inout JSONWriter) {
        writer.member("start", Timestamp.text(seconds: start, offset: 0))
        writer.member("zone", zone.name)
        writer.member("offset", zone.first)
        if !zone.transitions.isEmpty {
            writer.array("changes") { writer in
                for transition in zone.transitions {
                    writer.array { writer in
                        writer.string(Timestamp.text(seconds: transition.at, offset: 0))
                        writer.integer(transition.offset)
                    }
                }
            }
        }
        if let rule = zone.rule { writer.member("rule", rule.text) }
    }
}

extension EventFields {
    func calendar() throws(EventError) -> ReleaseCalendar {
        let text = optionalString("rule")
        let rule = text.flatMap { ZoneRule($0) }
        guard let start = Timestamp(rfc3339: try string("start")), (text == nil) == (rule == nil) else {
            throw EventError(problem: "`calendar` is none")
        }
        let changes = try (json["changes"]?.array ?? []).map { (change) throws(EventError) in
            guard let parts = change.array, parts.count == 2, let at = Timestamp(rfc3339: parts[0].string ?? ""),
                let offset = parts[1].integer
            else { throw EventError(problem: "a change of `calendar` is none") }
            return ZoneRules.Transition(at: at.seconds, offset: offset)
        }
        let zone = ZoneRules(
            name: try string("zone"),
            first: try integer("offset"),
            transitions: changes,
            rule: rule
        )
        return ReleaseCalendar(start: start.seconds, zone: zone)
    }
}
