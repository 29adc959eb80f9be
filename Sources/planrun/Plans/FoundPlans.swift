import Platform

/// The plans among the files that were found and loaded.
///
/// A file of a folder is no plan where it holds only what plans include, or where a plan includes it that is included by
/// none. So a file that goes wrong is reported once, with the plan that it is a part of, and files that include one another
/// in a circle are all reported. A file that is named is a plan.
struct FoundPlans {
    private(set) var inputs: [PlanInput] = []
    private(set) var plans: [LoadedPlan] = []
    /// How many files are no plans.
    private(set) var skipped = 0

    init(_ loaded: [LoadedPlan], of found: [PlanInput], by loader: PlanLoader) {
        let identities = found.map { $0.source == .file ? FileSystem.resolved($0.name) ?? $0.name : "\0" + $0.name }
        let all = loaded.reduce(into: Set<String>()) { $0.formUnion($1.includes) }
        var parts: Set<String> = []
        for (index, plan) in loaded.enumerated() where found[index].root == nil || !all.contains(identities[index]) {
            parts.formUnion(plan.includes)
        }
        for (index, plan) in loaded.enumerated() {
            if found[index].root != nil, plan.isFragment || parts.contains(identities[index]) {
                skipped += 1
            } else {
                add(found[index], plan)
            }
        }
        let roots = Set(inputs.compactMap(\.root))
        for root in Set(found.compactMap(\.root)).subtracting(roots).sorted() {
            let folder = PlanInput.emptyFolder(root)
            add(folder, loader.load(folder))
        }
    }

    private mutating func add(_ input: PlanInput, _ plan: LoadedPlan) {
        inputs.append(input)
        plans.append(plan)
    }
}
