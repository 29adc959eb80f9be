/// One of the `roles:`: people who may speak for it.
package struct RolePlan: Sendable, Hashable {
    package let name: Located<String>
    package let people: [Located<String>]

    package init(name: Located<String>, people: [Located<String>]) {
        self.name = name
        self.people = people
    }
}
