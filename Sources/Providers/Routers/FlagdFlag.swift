import Execution
import JSON
import Plan

/// A flag in a file of flags whose whole targeting is one division between two variants, the candidate's part first:
///
///     "targeting": { "fractional": [ ["candidate", 5], ["baseline", 95] ] }
///
/// An expression of what users are divided by may stand before the two. Anything else is no share that could be read or set.
struct FlagdFlag {
    /// The largest sum of weights that flagd accepts.
    static let largestTotal = 2_147_483_647

    private let file: String
    private let flag: String
    private let text: JSONText
    private let parts: [Part]

    /// What one variant gets.
    private struct Part {
        let variant: String
        /// Nil where none is written, which flagd takes for 1.
        let weight: JSONValue?
        let steps: [JSONText.Step]
    }

    init(
        _ flag: String,
        in text: JSONText,
        of file: String,
        candidate: String,
        baseline: String
    ) throws(ProviderFailure) {
        self.file = file
        self.flag = flag
        self.text = text
        func refuse(_ problem: String) -> ProviderFailure {
            ProviderFailure("the flag `\(flag)` of `\(file)` \(problem)", isTransient: false)
        }
        guard let definition = text.value["flags"]?[flag] else {
            throw ProviderFailure("`\(file)` has no flag `\(flag)`", isTransient: false)
        }
        guard definition["state"]?.string == "ENABLED" else {
            throw refuse("is not enabled, so it divides nobody: its `state` must be `ENABLED`")
        }
        for variant in [candidate, baseline] where definition["variants"]?[variant] == nil {
            throw refuse("has no variant `\(variant)`")
        }
        let form = #"`{"fractional": [["\#(candidate)", 0], ["\#(baseline)", 100]]}`"#
        guard let targeting = definition["targeting"]?.object, targeting.members.count == 1,
            let division = targeting["fractional"]?.array
        else { throw refuse("does not divide users alone: its `targeting` must be of the form \(form)") }
        // An expression is an object or a text, a part is a list.
        let start = division.first?.array == nil ? 1 : 0
        parts = division.indices.dropFirst(start).compactMap { index in
            guard let part = division[index].array, (1...2).contains(part.count), let variant = part[0].string else {
                return nil
            }
            return Part(
                variant: variant,
                weight: part.count == 2 ? part[1] : nil,
                steps: [
                    .member("flags"), .member(flag), .member("targeting"), .member("fractional"), .element(index),
                ]
            )
        }
        guard parts.count == division.count - start, parts.map(\.variant) == [candidate, baseline] else {
            throw refuse(
                "does not divide users between `\(candidate)` first and `\(baseline)` second: its `targeting` must be of the "
                    + "form \(form)"
            )
        }
    }

    /// The share of the candidate, as flagd works it out.
    func share() throws(ProviderFailure) -> Rational {
        var weights: [Int] = []
        for part in parts {
            guard let weight = part.weight.map(\.integer) ?? 1 else {
                throw failure("has a weight that is no whole number")
            }
            // As flagd does.
            weights.append(max(0, weight))
        }
        guard weights.allSatisfy({ $0 <= Self.largestTotal }), weights[0] + weights[1] <= Self.largestTotal,
            let share = Rational(weights[0], weights[0] + weights[1])
        else { throw failure("has weights whose sum flagd does not take: it must be from 1 to \(Self.largestTotal)") }
        return share
    }

    /// The file with this share in the flag, and every other byte as it was.
    func giving(_ share: Rational) throws(ProviderFailure) -> [UInt8] {
        // For people: percents where they are whole.
        let total = 100 % share.denominator == 0 ? 100 : share.denominator
        guard total <= Self.largestTotal else {
            throw failure("cannot give \(share.percentText): flagd takes no weights whose sum is \(total)")
        }
        let candidate = share.numerator * (total / share.denominator)
        var changes: [(range: Range<Int>, bytes: [UInt8])] = []
        for (part, weight) in zip(parts, [candidate, total - candidate]) {
            if part.weight != nil, let range = text.range(of: part.steps + [.element(1)]) {
                changes.append((range, Array(String(weight).utf8)))
            } else if let range = text.range(of: part.steps) {
                changes.append((range, Array(JSONValue.array([.string(part.variant), .integer(weight)]).text.utf8)))
            }
        }
        return text.replacing(changes)
    }

    private func failure(_ problem: String) -> ProviderFailure {
        ProviderFailure("the flag `\(flag)` of `\(file)` \(problem)", isTransient: false)
    }
}
