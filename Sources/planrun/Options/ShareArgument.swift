import ArgumentParser
import Plan

/// A share on the command line: `0.1%`, or `0.001`.
struct ShareArgument: ExpressibleByArgument {
    static let none = ShareArgument(share: .zero)

    let share: Rational

    private init(share: Rational) { self.share = share }

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        guard let number = Rational(decimal: isPercent ? argument.dropLast() : argument[...]) else { return nil }
        let share = isPercent ? number.divided(by: 100) : number
        guard let share, share >= .zero, share.value <= 1 else { return nil }
        self.share = share
    }

    var defaultValueDescription: String { share.percentText }
}
