package import Diagnostics

/// `changes:`: when the candidate may be given to more people.
package struct ChangesPlan: Sendable, Hashable {
    /// `only:`: the windows, any time where nothing is said of days and hours.
    package struct Window: Sendable, Hashable {
        /// Nil where the plan names none.
        package let days: [Weekday]?
        package let hours: [ChangesSpec.Hours]
        package let zone: Located<String>?

        package init(days: [Weekday]?, hours: [ChangesSpec.Hours], zone: Located<String>?) {
            self.days = days
            self.hours = hours
            self.zone = zone
        }
    }

    package let only: Window?
    package let frozen: [ChangesSpec.Freeze]
    package let span: SourceSpan

    package init(only: Window?, frozen: [ChangesSpec.Freeze], span: SourceSpan) {
        self.only = only
        self.frozen = frozen
        self.span = span
    }

    /// What it comes to, defaults filled in.
    package var spec: ChangesSpec {
        ChangesSpec(
            days: only?.days ?? Weekday.allCases,
            hours: only?.hours ?? [],
            zone: only?.zone?.value ?? ZoneRules.utc.name,
            frozen: frozen
        )
    }
}
