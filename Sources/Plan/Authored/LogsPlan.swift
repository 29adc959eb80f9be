/// `logs:`: what a run writes beside its journal.
package struct LogsPlan: Sendable, Hashable {
    package let requests: Bool
    package let units: Located<LogsSpec.Units>?

    package init(requests: Bool, units: Located<LogsSpec.Units>?) {
        self.requests = requests
        self.units = units
    }
}
