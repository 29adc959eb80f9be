/// Somebody or something that alerts are sent to.
package struct NotifierSpec: Sendable, Hashable {
    package let name: String
    package let kind: String
    package let options: OptionValues

    package init(name: String, kind: String, options: OptionValues) {
        self.name = name
        self.kind = kind
        self.options = options
    }
}
