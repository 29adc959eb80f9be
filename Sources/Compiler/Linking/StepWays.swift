import Plan

/// The ways between steps, with numbers in the place of names: every name is looked up once.
struct StepWays {
    typealias Edge = (from: Int, to: Int)

    private let steps: [Step]
    /// The numbers of the steps, in their order: where the first step of that name stands.
    let numbers: [Int]
    /// The numbers of what they lead to, in their order, whether it is there or not.
    let targets: [Int]
    /// One more than the largest number can be.
    let count: Int

    init(_ program: Program) {
        steps = program.steps
        numbers = program.steps.indices.map { program.place(of: program.steps[$0].id, near: $0) ?? $0 }
        var targets: [Int] = []
        targets.reserveCapacity(program.steps.count * 2)
        var missing: [StepID: Int] = [:]
        for (place, step) in program.steps.enumerated() {
            for successor in step.successors {
                let known = program.place(of: successor.step, near: place)
                let number = known ?? missing[successor.step] ?? program.steps.count + missing.count
                if known == nil { missing[successor.step] = number }
                targets.append(number)
            }
        }
        self.targets = targets
        count = program.steps.count + missing.count
    }

    /// The steps whose numbers are as asked for, in their order.
    func steps(where isWanted: (Int) -> Bool) -> [Step] {
        numbers.indices.filter { isWanted(numbers[$0]) }.map { steps[$0] }
    }

    /// The edges from steps to their successors.
    func edges(where isIncluded: (Step, Step.Successor) -> Bool = { _, _ in true }) -> [Edge] {
        var edges: [Edge] = []
        edges.reserveCapacity(targets.count)
        var place = 0
        for (step, number) in zip(steps, numbers) {
            for successor in step.successors {
                if isIncluded(step, successor) { edges.append((number, targets[place])) }
                place += 1
            }
        }
        return edges
    }

    /// Whether edges lead to a number from some of them, or it is one of them; by the number.
    func closure(of start: [Int], over edges: [Edge]) -> [Bool] {
        let next = Fan(edges, count: count)
        var found = [Bool](repeating: false, count: count)
        var open = start
        for number in start { found[number] = true }
        while let number = open.popLast() {
            for target in next[number] where !found[target] {
                found[target] = true
                open.append(target)
            }
        }
        return found
    }

    /// Whether a step can be put in an order in which every edge leads on, which no cycle leads to; by the number.
    func ordered(by edges: [Edge]) -> [Bool] {
        let next = Fan(edges, count: count)
        var waiting = [Int](repeating: 0, count: count)
        for edge in edges { waiting[edge.to] += 1 }
        var open = numbers.indices.filter { numbers[$0] == $0 && waiting[$0] == 0 }
        var isOrdered = [Bool](repeating: false, count: count)
        while let number = open.popLast() {
            isOrdered[number] = true
            for target in next[number] {
                waiting[target] -= 1
                if waiting[target] == 0 { open.append(target) }
            }
        }
        return isOrdered
    }
}

/// Edges by where they come from.
private struct Fan {
    private var starts: [Int]
    private var targets: [Int]

    init(_ edges: [StepWays.Edge], count: Int) {
        starts = [Int](repeating: 0, count: count + 1)
        for edge in edges { starts[edge.from + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var places = starts
        targets = [Int](repeating: 0, count: edges.count)
        for edge in edges {
            targets[places[edge.from]] = edge.to
            places[edge.from] += 1
        }
    }

    subscript(number: Int) -> ArraySlice<Int> { targets[starts[number]..<starts[number + 1]] }
}
