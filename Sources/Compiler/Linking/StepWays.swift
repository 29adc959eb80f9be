import Plan

/// The ways between steps, with numbers in the place of names: every name is looked up once. Long plans have hundreds of
/// thousands of steps, so the numbers are small.
struct StepWays {
    /// A way from one number to another.
    struct Edge {
        let from: Int32
        let to: Int32

        var reversed: Edge { Edge(from: to, to: from) }
    }

    private let steps: [Step]
    /// The numbers of the steps, in their order: where the first step of that name stands.
    let numbers: [Int32]
    /// The numbers of what they lead to, in their order, whether it is there or not.
    let targets: [Int32]
    /// One more than the largest number can be.
    let count: Int

    init(_ program: Program) {
        steps = program.steps
        numbers = program.steps.indices.map { place in
            Int32(program.hasUniqueSteps ? place : program.place(of: program.steps[place].id, near: place) ?? place)
        }
        var targets: [Int32] = []
        targets.reserveCapacity(program.steps.count * 2)
        var missing: [StepID: Int] = [:]
        for (place, step) in program.steps.enumerated() {
            for successor in step.successors {
                let known = program.place(of: successor.step, near: place)
                let number = known ?? missing[successor.step] ?? program.steps.count + missing.count
                if known == nil { missing[successor.step] = number }
                targets.append(Int32(number))
            }
        }
        self.targets = targets
        count = program.steps.count + missing.count
    }

    /// The steps whose numbers are as asked for, in their order.
    func steps(where isWanted: (Int) -> Bool) -> [Step] {
        numbers.indices.filter { isWanted(Int(numbers[$0])) }.map { steps[$0] }
    }

    /// The edges from steps to their successors.
    func edges(where isIncluded: (Step, Step.Successor) -> Bool = { _, _ in true }) -> [Edge] {
        var edges: [Edge] = []
        edges.reserveCapacity(targets.count)
        var place = 0
        for (step, number) in zip(steps, numbers) {
            for successor in step.successors {
                if isIncluded(step, successor) { edges.append(Edge(from: number, to: targets[place])) }
                place += 1
            }
        }
        return edges
    }

    /// Whether edges lead to a number from some of them, or it is one of them; by the number. Backwards, whether they lead
    /// from it to one.
    func closure(of start: [Int32], over edges: [Edge], backwards: Bool = false) -> [Bool] {
        let next = Fan(edges, count: count, backwards: backwards)
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
    func ordered(by edges: [Edge], backwards: Bool = false) -> [Bool] {
        let next = Fan(edges, count: count, backwards: backwards)
        var waiting = [Int32](repeating: 0, count: count)
        for edge in edges { waiting[Int(backwards ? edge.from : edge.to)] += 1 }
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

    init(_ edges: [StepWays.Edge], count: Int, backwards: Bool) {
        starts = [Int32](repeating: 0, count: count + 1)
        for edge in edges { starts[Int(backwards ? edge.to : edge.from) + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var places = starts
        targets = [Int32](repeating: 0, count: edges.count)
        for edge in edges {
            let way = backwards ? edge.reversed : edge
            targets[Int(places[Int(way.from)])] = way.to
            places[Int(way.from)] += 1
        }
    }

    subscript(number: Int32) -> ArraySlice<Int32> {
        targets[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }
}
