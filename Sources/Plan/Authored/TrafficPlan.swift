package import Diagnostics

/// `traffic:`: where requests come from and whom they stand for.
package struct TrafficPlan: Sendable, Hashable {
    /// Where requests come from.
    package enum Source: Sendable, Hashable {
        case replay(ReplayPlan)
        case log(LogPlan)
        case router(RouterPlan)
    }

    package struct Group: Sendable, Hashable {
        package let name: Located<String>
        package let share: Located<Rational>?

        package init(name: Located<String>, share: Located<Rational>?) {
            self.name = name
            self.share = share
        }
    }

    /// Nil where it could not be read which source it is.
    package let source: Source?
    package let rate: Located<Rate>?
    package let unit: String
    /// Nil where it could not be read which groups there are.
    package let groups: [Group]?
    /// What is known of units, such as their region; nil where it could not be read.
    package let attributes: [AttributePlan]?
    package let span: SourceSpan

    package init(
        source: Source?,
        rate: Located<Rate>?,
        unit: String,
        groups: [Group]?,
        attributes: [AttributePlan]?,
        span: SourceSpan
    ) {
        self.source = source
        self.rate = rate
        self.unit = unit
        self.groups = groups
        self.attributes = attributes
        self.span = span
    }

    package var replay: ReplayPlan? { if case .replay(let replay)? = source { replay } else { nil } }

    package var log: LogPlan? { if case .log(let log)? = source { log } else { nil } }

    package var router: RouterPlan? { if case .router(let router)? = source { router } else { nil } }
}

/// Something that is known of a unit.
package struct AttributePlan: Sendable, Hashable {
    package let name: Located<String>
    package let type: AttributeType

    package init(name: Located<String>, type: AttributeType) {
        self.name = name
        self.type = type
    }
}
