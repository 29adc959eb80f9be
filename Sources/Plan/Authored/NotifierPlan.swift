/// One of the notifiers under `notify:`.
package struct NotifierPlan: Sendable, Hashable {
    package let name: Located<String>
    package let kind: String?
    package let options: OptionValues

    package init(name: Located<String>, kind: String?, options: OptionValues) {
        self.name = name
        self.kind = kind
        self.options = options
    }
}
