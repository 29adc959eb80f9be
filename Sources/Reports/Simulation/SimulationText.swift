import Execution
import Plan

/// The numbers of a simulation as people read them.
enum SimulationText {
    /// A share with so many decimals; one that is not quite all or nothing is not written as that.
    static func percent(_ share: Double, _ decimals: Int = 1) -> String {
        let text = MessageText.decimals(share * 100, decimals)
        let all = MessageText.decimals(100, decimals)
        let nothing = MessageText.decimals(0, decimals)
        if text == all, share < 1 { return ">\(MessageText.decimals(100 - step(decimals), decimals))%" }
        if text == nothing, share > 0 { return "<\(MessageText.decimals(step(decimals), decimals))%" }
        return text + "%"
    }

    private static func step(_ decimals: Int) -> Double { (0..<decimals).reduce(1.0) { step, _ in step / 10 } }

    static func interval(_ chance: ChanceEstimate) -> String {
        // Few runs do not deserve more digits, and many would seem to leave nothing open without them.
        let decimals = chance.runs < 5000 ? 1 : 2
        let (lower, upper) = (chance.interval.lowerBound * 100, chance.interval.upperBound * 100)
        return "\(MessageText.decimals(lower, decimals)) to \(MessageText.decimals(upper, decimals))%"
    }

    static func count(_ value: Double) -> String { grouped(Int(value.rounded())) }

    /// A whole number with commas between thousands.
    static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return (value < 0 ? "-" : "") + text
    }

    /// Seconds as plans write a length of time, to the second, or to the minute where it is hours.
    static func duration(_ seconds: Double) -> String {
        let unit: Double = seconds >= 3600 ? 60 : seconds >= 1 ? 1 : 0.001
        return Duration.nanoseconds(Int64((seconds / unit).rounded() * unit * 1e9)).planText
    }
}

extension Outcome {
    /// The outcome for people, such as "rolled back".
    var words: String { rawValue.replacing("_", with: " ") }
}
