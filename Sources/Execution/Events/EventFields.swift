import JSON
import Plan

/// The members of an event's JSON object, each read as the type it must have.
struct EventFields {
    let json: JSONValue

    init(_ json: JSONValue) { self.json = json }

    private func missing(_ name: String, _ type: String) -> EventError {
        EventError(problem: "`\(name)` is missing or is not \(type)")
    }

    func string(_ name: String) throws(EventError) -> String {
        guard let value = json[name]?.string else { throw missing(name, "text") }
        return value
    }

    func optionalString(_ name: String) -> String? { json[name]?.string }

    func integer(_ name: String) throws(EventError) -> Int {
        guard let value = json[name]?.integer else { throw missing(name, "a whole number") }
        return value
    }

    func optionalInteger(_ name: String) -> Int? { json[name]?.integer }

    /// Seconds, to the nanosecond.
    func duration(_ name: String) throws(EventError) -> Duration {
        guard let value = json[name]?.number, abs(value) < 9e9 else { throw missing(name, "a number of seconds") }
        return .nanoseconds(Int64((value * 1e9).rounded()))
    }

    func word<Word: RawRepresentable>(_ name: String) throws(EventError) -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try string(name)) else { throw missing(name, "a known word") }
        return word
    }

    func object(_ name: String) throws(EventError) -> EventFields {
        guard let value = json[name], value.object != nil else { throw missing(name, "an object") }
        return EventFields(value)
    }

    func optionalObject(_ name: String) -> EventFields? { json[name].map(EventFields.init) }

    func objects(_ name: String) throws(EventError) -> [EventFields] {
        guard let values = json[name]?.array else { throw missing(name, "an array") }
        return values.map(EventFields.init)
    }

    func strings(_ name: String) throws(EventError) -> [String] {
        guard let values = json[name]?.array else { throw missing(name, "an array") }
        return try values.map { value throws(EventError) in
            guard let string = value.string else { throw missing(name, "an array of text") }
            return string
        }
    }

    /// The texts of an object by their names; none where there is no such object.
    func texts(_ name: String) throws(EventError) -> [String: String] {
        guard let value = json[name] else { return [:] }
        guard let members = value.object?.members else { throw missing(name, "an object") }
        var texts: [String: String] = [:]
        for member in members {
            guard let text = member.value.string else { throw missing(name, "an object of texts") }
            texts[member.name] = text
        }
        return texts
    }

    func optionalIntegers(_ name: String) throws(EventError) -> [Int]? { json[name] == nil ? nil : try integers(name) }

    func integers(_ name: String) throws(EventError) -> [Int] {
        guard let values = json[name]?.array else { throw missing(name, "an array") }
        return try values.map { value throws(EventError) in
            guard let integer = value.integer else { throw missing(name, "an array of whole numbers") }
            return integer
        }
    }

    func scenarioMark() throws(EventError) -> Event.ScenarioMark {
        Event.ScenarioMark(name: try string("name"), digest: try string("digest"), path: try string("path"))
    }

    func crossValidation() throws(EventError) -> Event.CrossValidation {
        let score: Event.CrossValidation.Score =
            if let error = json["rmse"]?.number { .error(error) } else { .correct(try integer("correct")) }
        return Event.CrossValidation(folds: try integer("folds"), rows: try integer("rows"), score: score)
    }

    func gates(_ name: String) throws(EventError) -> [GateRecord] {
        try objects(name).map { fields throws(EventError) in try fields.gate() }
    }

    func gate() throws(EventError) -> GateRecord {
        let measured = optionalObject("measured")
        let comparisons = try (measured ?? self).objects("comparisons")
        let verdict: GateRecord.Verdict = try word("verdict")
        return GateRecord(
            text: try string("if"),
            verdict: verdict,
            failures: optionalInteger("failures") ?? (verdict == .fail ? 1 : 0),
            failuresNeeded: optionalInteger("failures_needed") ?? 1,
            comparisons: try comparisons.map { fields throws(EventError) in
                try fields.comparison(isMeasured: measured != nil)
            }
        )
    }

    private func comparison(isMeasured: Bool) throws(EventError) -> ComparisonRecord {
        ComparisonRecord(
            left: json["left"]?.number,
            relation: try word("relation"),
            right: json["right"]?.number,
            readings: try objects("readings").map { fields throws(EventError) in
                try fields.reading(isMeasured: isMeasured)
            },
            evidence: try optionalObject("evidence").map { fields throws(EventError) in try fields.evidenceRecord() },
            segments: json["segments"] == nil
                ? []
                : try objects("segments").map { fields throws(EventError) in
                    try fields.segmentRecord(isMeasured: isMeasured)
                }
        )
    }

    private func segmentRecord(isMeasured: Bool) throws(EventError) -> SegmentRecord {
        SegmentRecord(
            value: try string("segment"),
            holds: json["holds"]?.bool,
            left: json["left"]?.number,
            right: json["right"]?.number,
            samples: try integer("samples"),
            evidence: try optionalObject("evidence").map { fields throws(EventError) in try fields.evidenceRecord() },
            readings: json["readings"] == nil
                ? []
                : try objects("readings").map { fields throws(EventError) in
                    try fields.reading(isMeasured: isMeasured)
                }
        )
    }

    private func evidenceRecord() throws(EventError) -> EvidenceRecord {
        EvidenceRecord(
            method: try word("method"),
            error: json["error"]?.number ?? 0,
            lower: json["lower"]?.number,
            upper: json["upper"]?.number,
            observations: optionalInteger("observations"),
            counts: json["counts"].flatMap(EvidenceCounts.init(json:))
        )
    }

    /// What a world states of metrics; nothing where the member is missing.
    func statedReadings() throws(EventError) -> [Reading] {
        guard json["readings"] != nil else { return [] }
        return try objects("readings").map { fields throws(EventError) in try fields.reading(isMeasured: false) }
    }

    private func reading(isMeasured: Bool) throws(EventError) -> Reading {
        Reading(
            metric: try string("metric"),
            model: try word("model"),
            type: try word("value_type"),
            value: json["value"]?.number,
            samples: json["samples"] == nil ? Reading.uncounted : try integer("samples"),
            successes: optionalInteger("successes"),
            trials: optionalInteger("trials"),
            undefinedReason: optionalString("undefined"),
            isMeasured: isMeasured,
            segment: optionalString("segment"),
            problem: optionalString("error"),
            isLasting: json["lasting"]?.bool ?? false
        )
    }
}
