package import JSON
import Plan

extension FeedbackReport {
    /// The report for programs. Units are not in it; texts are, as examples.
    package var json: JSONValue {
        [
            "format_version": 1,
            "run": .string(run.id),
            "now": .number(run.now.seconds),
            "entries": .integer(remarks.count),
            "units": .integer(Set(remarks.map(\.unit)).count),
            "unknown_units": .integer(run.unknownUnits),
            "sources": .object(
                JSONObject(FeedbackRemark.Origin.allCases.map { ($0.rawValue, .integer(count($0))) })
            ),
            "unreached": .integer(run.unreached),
            "counted": .integer(run.counted),
            "uncounted": .integer(run.uncounted),
            "forgotten": .integer(run.forgotten),
            "models": .array(summaries.map { json($0.model, $0.summary) }),
        ]
    }

    private func json(_ model: ModelRole, _ summary: FeedbackSummary) -> JSONValue {
        [
            "model": .string(model.rawValue),
            "entries": .integer(summary.entries),
            "units": .integer(summary.units),
            "rated": .integer(summary.rated),
            "rating": summary.meanRating.map(JSONValue.number) ?? .null,
            "judged": .integer(summary.judged),
            "negative": .integer(summary.negative),
            "negative_share": share(summary.negative, of: summary.judged),
            "bucket_seconds": .number(summary.trend.width.seconds),
            "trend": .array(
                summary.trend.buckets.map { bucket in
                    [
                        "from": .number(bucket.from.seconds),
                        "entries": .integer(bucket.entries),
                        "judged": .integer(bucket.judged),
                        "negative": .integer(bucket.negative),
                    ]
                }
            ),
            "categories": .array(summary.categories.map { json($0, of: summary) }),
            "uncategorised": .array(summary.uncategorised.map { json($0, of: summary) }),
            "terms": [
                "negative": .array(summary.terms.negative.map(json)),
                "positive": .array(summary.terms.positive.map(json)),
            ],
        ]
    }

    private func json(_ group: FeedbackSummary.Group, of summary: FeedbackSummary) -> JSONValue {
        [
            "name": .string(group.name),
            "entries": .integer(group.entries),
            "share": share(group.entries, of: summary.entries),
            "examples": .array(group.examples.map(JSONValue.string)),
        ]
    }

    private func json(_ term: TellingTerms.Term) -> JSONValue {
        ["term": .string(term.text), "score": .number(term.score), "count": .integer(term.count)]
    }

    private func share(_ part: Int, of whole: Int) -> JSONValue {
        whole == 0 ? .null : .number(Double(part) / Double(whole))
    }
}
