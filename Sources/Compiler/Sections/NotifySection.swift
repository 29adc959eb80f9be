import Diagnostics
import Plan
import PlanSyntax

/// `notify:`: whom alerts are sent to.
enum NotifySection {
    /// The shape of a notifier of one kind, its first key naming the kind.
    static func shape(_ descriptor: NotifierDescriptor) -> RecordShape {
        RecordShape("a notifier of kind `\(descriptor.name)`", descriptor.summary, descriptor.options)
    }

    /// The shape of a notifier without options, which its name alone stands for.
    private static func emptyShape(_ descriptor: NotifierDescriptor) -> RecordShape {
        RecordShape("the notifier `\(descriptor.name)`", descriptor.summary, [])
    }

    static func key(_ language: Language) -> Key<[NotifierPlan]> {
        let withOptions = language.notifiers.filter { !$0.options.isEmpty }
        let plain = language.notifiers.filter { $0.options.isEmpty }
        let shape = ValueShape.dictionary(
            of: .oneOf(withOptions.map(Self.shape)),
            naming: "notifier",
            wellKnown: plain.map { FieldShape($0.name, .record(emptyShape($0)), $0.summary) }
        )
        return Key("notify", shape, "The notifiers, by name; `terminal: {}` is one that needs nothing else.") {
            node,
            lowering in
            lowering.dictionary(node, "`notify` is a mapping of notifiers by name") { name, node, lowering in
                read(name, node, withOptions, plain, in: &lowering)
            }
        }
    }

    /// The notifier, its kind nil where that could not be read: its name is known all the same, so that an alert which
    /// uses it is not blamed as well.
    private static func read(
        _ name: Located<String>,
        _ node: SyntaxNode,
        _ withOptions: [NotifierDescriptor],
        _ plain: [NotifierDescriptor],
        in lowering: inout Lowering
    ) -> NotifierPlan {
        if let descriptor = plain.first(where: { $0.name == name.value }) {
            let record = Record(node, emptyShape(descriptor), in: &lowering)
            return NotifierPlan(name: name, kind: record.map { _ in descriptor.name }, options: OptionValues())
        }
        let chooser = KindChooser(what: "a notifier", kinds: withOptions.map(\.name))
        guard let kind = chooser.kind(of: node, at: name.span, in: &lowering),
            let descriptor = withOptions.first(where: { $0.name == kind.name }),
            let record = Record(node, shape(descriptor), known: (kind.key.text, kind.name), in: &lowering)
        else { return NotifierPlan(name: name, kind: nil, options: OptionValues()) }
        let options = OptionReader.read(record, descriptor.options, in: &lowering)
        return NotifierPlan(
            name: name,
            kind: kind.name,
            options: options,
            program: record.program(among: descriptor.options, options, in: &lowering),
            files: descriptor.options.filter { $0.shape == .path }.compactMap { option in
                guard let path = options.text(option.key), let node = record.value(of: option, in: &lowering) else {
                    return nil
                }
                return Located(path, at: node.span)
            }
        )
    }
}
