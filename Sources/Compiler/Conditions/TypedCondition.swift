import Plan

/// A condition with its types, made once for all the places that have it, and what rules ask of it again and again.
final class TypedCondition: Sendable {
    /// Tells apart what a plan's conditions mean; equal texts of one scope have one number.
    let number: Int
    let condition: Condition
    /// The condition in words.
    let text: String
    let metrics: [MetricReference]
    let readsBaseline: Bool
    /// Whether it reads a metric for each segment.
    let hasSegments: Bool
    /// The windows of its metrics, each once; nil for those that state none.
    let windows: [Duration?]
    let longestWindow: Duration?
    /// What provers make of it.
    let formula: Formula
    /// The unknowns in that.
    let reads: [Int]

    /// The windows of most conditions.
    private static let noWindows: [Duration?] = [nil]

    /// - Parameter written: The condition as the plan writes it; nearly always that is how it is called, and one text is enough.
    init(_ condition: Condition, written: String, number: Int, _ bare: BareReading, _ unknowns: inout Unknowns) {
        self.number = number
        self.condition = condition
        let plain = condition.inBareWords(bare)
        formula = Formula(plain, &unknowns)
        reads = formula.reads
        let text = condition.text
        self.text = text == written ? written : text
        metrics = condition.metrics
        readsBaseline = condition.readsBaseline
        hasSegments = metrics.contains { $0.segment != nil }
        if !metrics.isEmpty, metrics.allSatisfy({ $0.window == nil }) {
            windows = Self.noWindows
        } else {
            windows = metrics.map(\.window).reduce(into: []) { windows, window in
                if !windows.contains(window) { windows.append(window) }
            }
        }
        longestWindow = windows.compactMap(\.self).max()
    }
}

/// What the wordings of one scope mean: each is typed where it is first met.
struct ConditionMeanings {
    private var known: [ObjectIdentifier: TypedCondition] = [:]
    /// How many conditions have been numbered.
    var count = 0
    /// All that the conditions read.
    var unknowns: Unknowns

    /// - Parameter bare: What the bare names of metrics of classes are about in all scopes.
    init(_ metrics: [MetricDescriptor], bare: BareReading) { unknowns = Unknowns(metrics, bare: bare) }

    /// Begins another scope, in which the same words may mean something else.
    mutating func forget() { known = [:] }

    /// The condition of a gate, or nil where it has none or the typer says what is wrong with it.
    mutating func condition(of gate: GatePlan, by typer: inout ConditionTyper) -> TypedCondition? {
        let shared = gate.wording.flatMap { $0.isShared ? ObjectIdentifier($0) : nil }
        if let shared, let typed = known[shared] { return typed }
        // What is said of it is said of each place.
        let findings = typer.diagnostics.count
        guard let condition = Self.condition(of: gate, by: &typer) else { return nil }
        let typed = TypedCondition(condition, written: gate.text, number: count, typer.scope.bare, &unknowns)
        count += 1
        if let shared, typer.diagnostics.count == findings { known[shared] = typed }
        return typed
    }

    /// Types a condition without finding out where its parts stand; where there is something to say about it, again with that.
    private static func condition(of gate: GatePlan, by typer: inout ConditionTyper) -> Condition? {
        guard let unplaced = gate.unplacedCondition else { return nil }
        if let condition = typer.typeIfRight(unplaced) { return condition }
        return gate.condition.flatMap { typer.type($0) }
    }
}
