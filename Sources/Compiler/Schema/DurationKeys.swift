package import Plan

/// The keys of the language whose values are lengths of time, which a program holds in nanoseconds.
package enum DurationKeys {
    package static func names(in language: Language) -> Set<String> {
        var names: Set<String> = []
        visit(.record(PlanSection(language).shape), &names)
        return names
    }

    private static func visit(_ shape: ValueShape, _ names: inout Set<String>) {
        switch shape {
        case .list(let element, _): visit(element, &names)
        case .dictionary(let value, _, let wellKnown):
            visit(value, &names)
            visit(wellKnown, &names)
        case .record(let record): visit(record.fields, &names)
        case .oneOf(let records): for record in records { visit(record.fields, &names) }
        case .anyOf(let shapes): for shape in shapes { visit(shape, &names) }
        default: break
        }
    }

    private static func visit(_ fields: [FieldShape], _ names: inout Set<String>) {
        for field in fields {
            if case .duration = field.shape { names.insert(field.key) }
            visit(field.shape, &names)
        }
    }
}
