import Diagnostics
import Plan
import PlanSyntax

/// `notify:`: whom alerts are sent to.
enum NotifySection {
    /// The shape of a notifier of one kind, its first key naming the kind.
    static func shape(_ descriptor: NotifierDescriptor) -> RecordShape {
        RecordShape("a notifier of kind `\(descriptor.name)`", descriptor.summary, descriptor.options)
    }

    static func key(_ language: Language) -> Key<[NotifierPlan]> {
        let withOptions = language.notifiers.filter { !$0.options.isEmpty }
        let plain = language.notifiers.filter(\.options.isEmpty)
        let shape = ValueShape.dictionary(
            of: .oneOf(withOptions.map(Self.shape)),
            naming: "notifier",
            wellKnown: plain.map { descriptor in
                let empty = RecordShape("the notifier `\(descriptor.name)`", descriptor.summary, [])
                return FieldShape(descriptor.name, .record(empty), descriptor.summary)
            }
        )
        return Key("notify", shape, "The notifiers, by name; `terminal: {}` is one that needs nothing else.") {
            node,
            lowering in
            lowering.dictionary(node, "`notify` is a mapping of notifiers by name") { name, node, lowering in
                if let descriptor = plain.first(where: { $0.name == name.value }) {
                    let empty = RecordShape("the notifier `\(name.value)`", "", [])
                    guard Record(node, empty, in: &lowering) != nil else { return nil }
                    return NotifierPlan(name: name, kind: descriptor.name, options: OptionValues())
                }
                let kinds = withOptions.map(\.name)
                guard
                    let kind = ModelSection.kind(
                        of: node,
                        among: kinds,
                        what: "a notifier",
                        at: name.span,
                        in: &lowering
                    ),
                    let descriptor = withOptions.first(where: { $0.name == kind.value })
                else {
                    // The name is known all the same, so that an alert which uses it is not blamed as well.
                    return NotifierPlan(name: name, kind: nil, options: OptionValues())
                }
                let options = OptionReader.read(node, descriptor.options, in: &lowering)
                return NotifierPlan(name: name, kind: kind.value, options: options ?? OptionValues())
            }
        }
    }
}
