import Plan

/// What a condition over attributes comes to, by trying one value of each kind that it tells apart: those that it names, and
/// one beside, between or beyond them.
struct AttributeCases {
    private(set) var canHold = false
    /// For a unit of which all is known; what is not known fits no comparison.
    private(set) var canFail = false

    /// Conditions that tell more cases apart than anybody reads are left alone.
    private static let most = 10_000

    init?(_ condition: AttributeCondition) {
        var named: [String: [AttributeCondition.Value]] = [:]
        condition.gather(into: &named)
        let cases = named.sorted { $0.key < $1.key }.map { (attribute: $0.key, values: Self.values(beside: $0.value)) }
        var count = 1
        for each in cases {
            count *= each.values.count + 1
            guard count <= Self.most else { return nil }
        }
        var known: [String: AttributeCondition.Value] = [:]
        tryAll(cases[...], &known, condition)
    }

    /// Whether whatever meets the one condition meets one of the others as well; nil where that is not known.
    static func isCovered(_ condition: AttributeCondition, by others: [AttributeCondition]) -> Bool? {
        let outside = AttributeCondition.atLeast(2, of: [condition, .not(.atLeast(1, of: others))])
        return AttributeCases(outside).map { !$0.canHold }
    }

    private mutating func tryAll(
        _ cases: ArraySlice<(attribute: String, values: [AttributeCondition.Value])>,
        _ known: inout [String: AttributeCondition.Value],
        _ condition: AttributeCondition,
        isComplete: Bool = true
    ) {
        guard let first = cases.first else {
            if condition.holds({ known[$0] }) { canHold = true } else if isComplete { canFail = true }
            return
        }
        for value in first.values where !(canHold && canFail) {
            known[first.attribute] = value
            tryAll(cases.dropFirst(), &known, condition, isComplete: isComplete)
        }
        known[first.attribute] = nil
        if !canHold { tryAll(cases.dropFirst(), &known, condition, isComplete: false) }
    }

    private static func values(beside named: [AttributeCondition.Value]) -> [AttributeCondition.Value] {
        var texts: Set<String> = []
        var numbers: Set<Double> = []
        var hasBooleans = false
        for value in named {
            switch value {
            case .text(let text): texts.insert(text)
            case .number(let number): numbers.insert(number)
            case .boolean: hasBooleans = true
            }
        }
        var values: [AttributeCondition.Value] = hasBooleans ? [.boolean(true), .boolean(false)] : []
        if let longest = texts.max(by: { $0.utf8.count < $1.utf8.count }) {
            values += texts.sorted().map { .text($0) } + [.text(longest + "x")]
        }
        let sorted = numbers.sorted()
        if let least = sorted.first, let most = sorted.last {
            let between = zip(sorted, sorted.dropFirst()).map { $0 + ($1 - $0) / 2 }
            values += (sorted + between + [least - abs(least) - 1, most + abs(most) + 1]).map { .number($0) }
        }
        return values
    }
}

extension AttributeCondition {
    /// The values that each attribute is compared with.
    fileprivate func gather(into named: inout [String: [Value]]) {
        switch self {
        case .comparison(let attribute, _, let value): named[attribute, default: []].append(value)
        case .not(let condition): condition.gather(into: &named)
        case .atLeast(_, let conditions): for condition in conditions { condition.gather(into: &named) }
        }
    }

    /// The attributes that it asks of.
    var attributes: Set<String> {
        var named: [String: [Value]] = [:]
        gather(into: &named)
        return Set(named.keys)
    }
}
