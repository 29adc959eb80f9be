import Plan

/// The ways between steps, with numbers in the place of names: every name is looked up once. Long plans have hundreds of
/// thousands of steps, so the numbers are small.
struct StepWays {
    private let steps: [Step]
    /// The numbers of the steps, in their order: where the first step of that name stands.
    let numbers: [Int32]
    /// The numbers of what they lead to, in their order, whether it is there or not.
    private let targets: [Int32]
    /// Where the targets of each step begin, and where those of the last end.
    private let starts: [Int32]
    /// One more than the largest number can be.
    let count: Int

    init(_ program: Program) {
        steps = program.steps
        numbers = program.steps.indices.map { place in
            Int32(program.hasUniqueSteps ? place : program.place(of: program.steps[place].id, near: place) ?? place)
        }
        var targets: [Int32] = []
        targets.reserveCapacity(program.steps.count * 2)
        var starts: [Int32] = []
        starts.reserveCapacity(program.steps.count + 1)
        var missing: [StepID: Int] = [:]
        for (place, step) in program.steps.enumerated() {
            starts.append(Int32(targets.count))
            for successor in step.successors {
                let known = program.place(of: successor.step, near: place)
                let number = known ?? missing[successor.step] ?? program.steps.count + missing.count
                if known == nil { missing[successor.step] = number }
                targets.append(Int32(number))
            }
        }
        starts.append(Int32(targets.count))
        self.targets = targets
        self.starts = starts
        count = program.steps.count + missing.count
    }

    /// The numbers of what the step at a place leads to.
    func targets(of place: Int) -> ArraySlice<Int32> { targets[Int(starts[place])..<Int(starts[place + 1])] }

    /// The steps whose numbers are as asked for, in their order.
    func steps(where isWanted: (Int) -> Bool) -> [Step] {
        numbers.indices.filter { isWanted(Int(numbers[$0])) }.map { steps[$0] }
    }

    /// Some of the ways from steps to their successors: of each whether it is one of them.
    struct Edges {
        /// In the order of the targets; empty for all of them.
        fileprivate let areIncluded: [Bool]

        /// Every way.
        static let all = Edges(areIncluded: [])
    }

    /// The ways that are as asked for.
    func edges(where isIncluded: (Step, Step.Successor) -> Bool) -> Edges {
        var areIncluded: [Bool] = []
        areIncluded.reserveCapacity(targets.count)
        for step in steps {
            for successor in step.successors { areIncluded.append(isIncluded(step, successor)) }
        }
        return Edges(areIncluded: areIncluded)
    }

    /// Hands over the two ends of each of some ways; backwards, the other way round.
    fileprivate func forEach(of edges: Edges, backwards: Bool, _ body: (_ from: Int, _ to: Int32) -> Void) {
        for place in numbers.indices {
            for way in Int(starts[place])..<Int(starts[place + 1])
            where edges.areIncluded.isEmpty || edges.areIncluded[way] {
                let (from, to) = (numbers[place], targets[way])
                if backwards { body(Int(to), from) } else { body(Int(from), to) }
            }
        }
    }

    /// Whether edges lead to a number from some of them, or it is one of them; by the number. Backwards, whether they lead
    /// from it to one.
    func closure(of start: [Int32], over edges: Edges, backwards: Bool = false) -> [Bool] {
        let next = Fan(self, edges, backwards: backwards)
        var found = [Bool](repeating: false, count: count)
        var open = start
        for number in start { found[Int(number)] = true }
        while let number = open.popLast() {
            for target in next[number] where !found[Int(target)] {
                found[Int(target)] = true
                open.append(target)
            }
        }
        return found
    }

    /// Whether a step can be put in an order in which every edge leads on, which no cycle leads to; by the number.
    /// Backwards, which leads to no cycle.
    func ordered(by edges: Edges, backwards: Bool = false) -> [Bool] {
        let next = Fan(self, edges, backwards: backwards)
        var waiting = [Int32](repeating: 0, count: count)
        forEach(of: edges, backwards: backwards) { _, to in waiting[Int(to)] += 1 }
        var open = numbers.enumerated().filter { $0.offset == Int($0.element) && waiting[$0.offset] == 0 }.map(
            \.element
        )
        var isOrdered = [Bool](repeating: false, count: count)
        while let number = open.popLast() {
            isOrdered[Int(number)] = true
            for target in next[number] {
                waiting[Int(target)] -= 1
                if waiting[Int(target)] == 0 { open.append(target) }
            }
        }
        return isOrdered
    }
}

/// Edges by where they come from; backwards, by where they lead.
private struct Fan {
    private var starts: [Int32]
    private var targets: [Int32]

    init(_ ways: StepWays, _ edges: StepWays.Edges, backwards: Bool) {
        var starts = [Int32](repeating: 0, count: ways.count + 1)
        ways.forEach(of: edges, backwards: backwards) { from, _ in starts[from + 1] += 1 }
        for number in 0..<ways.count { starts[number + 1] += starts[number] }
        var places = starts
        var targets = [Int32](repeating: 0, count: Int(starts[ways.count]))
        ways.forEach(of: edges, backwards: backwards) { from, to in
            targets[Int(places[from])] = to
            places[from] += 1
        }
        self.starts = starts
        self.targets = targets
    }

    subscript(number: Int32) -> ArraySlice<Int32> {
        targets[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }
}
