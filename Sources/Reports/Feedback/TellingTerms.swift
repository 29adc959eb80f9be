import Datasets
import Glibc

/// The terms that tell negative entries from positive ones.
///
/// The score is the log-odds ratio with an informative Dirichlet prior, over its standard deviation (Monroe, Colaresi and
/// Quinn, "Fightin' Words", Political Analysis 16(4), 2008, equations 15, 16, 19 and 22). The prior counts are those of
/// all entries, neutral ones too, so that common words score low. Beyond 1.96 a term would differ by chance once in
/// twenty.
struct TellingTerms {
    struct Term: Sendable, Hashable {
        let text: String
        /// In standard deviations, above 0 where the term is of the side it is listed on.
        let score: Double
        /// How often it is used there.
        let count: Int
    }

    let negative: [Term]
    let positive: [Term]

    private static let limit = 6
    private static let leastScore = 1.0
    private static let leastCount = 2

    init(_ remarks: [FeedbackRemark]) {
        var counts: [Sentiment: [String: Int]] = [:]
        var prior: [String: Int] = [:]
        for remark in remarks {
            guard let text = remark.text else { continue }
            let sentiment = remark.sentiment
            for term in FeedbackTerms.terms(of: text) {
                counts[sentiment, default: [:]][term, default: 0] += 1
                prior[term, default: 0] += 1
            }
        }
        let (blame, praise) = (counts[.negative] ?? [:], counts[.positive] ?? [:])
        negative = Self.telling(blame, against: praise, prior: prior)
        positive = Self.telling(praise, against: blame, prior: prior)
    }

    private static func telling(_ counts: [String: Int], against others: [String: Int], prior: [String: Int]) -> [Term]
    {
        let total = Double(counts.values.reduce(0, +))
        let otherTotal = Double(others.values.reduce(0, +))
        let priorTotal = Double(prior.values.reduce(0, +))
        let terms = counts.compactMap { term, count -> Term? in
            guard count >= leastCount else { return nil }
            let weight = Double(prior[term] ?? 0)
            let (here, there) = (Double(count) + weight, Double(others[term] ?? 0) + weight)
            let (rest, otherRest) = (total + priorTotal - here, otherTotal + priorTotal - there)
            guard rest > 0, otherRest > 0 else { return nil }
            let difference = log(here / rest) - log(there / otherRest)
            let score = difference / (1 / here + 1 / there).squareRoot()
            return score >= leastScore ? Term(text: term, score: score, count: count) : nil
        }
        return Array(terms.sorted { ($1.score, $0.text) < ($0.score, $1.text) }.prefix(limit))
    }
}
