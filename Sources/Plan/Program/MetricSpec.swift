/// A metric that the plan declares itself.
package struct MetricSpec: Sendable, Hashable {
    package let name: String
    package let kind: String
    package let options: OptionValues
    package let type: ValueType

    package init(name: String, kind: String, options: OptionValues, type: ValueType) {
        self.name = name
        self.kind = kind
        self.options = options
        self.type = type
    }
}
