import Diagnostics
import JSON
import Plan

/// Reads one line of a feedback file, with all its problems.
struct FeedbackLine {
    private let bytes: [UInt8]
    /// Where the line starts in its file.
    private let start: Int
    private let shape: FeedbackShape

    init(_ bytes: [UInt8], at start: Int, shape: FeedbackShape = .replayed) {
        self.bytes = bytes
        self.start = start
        self.shape = shape
    }

    /// What the line says; nil where it is wrong, and the log says why.
    func entry(log: inout ProblemLog) -> FeedbackEntry? {
        let before = log.count
        guard let members = members(log: &log) else { return nil }
        var after: Duration?
        var unit: String?
        var rating: Double?
        var thumb: FeedbackEntry.Thumb?
        var text: String?
        var model: ModelRole?
        for (name, value, places) in members {
            func refuse(_ problem: String, help: [String] = []) {
                let place = places.value
                log.add(DatasetCodes.badFeedbackValue, "`\(name)` \(problem)", at: place, help: help)
            }
            switch name {
            case _ where shape.clock.keys.contains(name):
                do throws(FeedbackClock.Problem) {
                    after = try shape.clock.time(name, value.string)
                } catch {
                    refuse(error.text, help: error.help)
                }
            case "unit":
                unit = value.string
                if unit?.isEmpty ?? true { refuse("is not a name") }
            case "rating":
                rating = value.number
                if rating == nil { refuse("is not a number") }
            case "thumb":
                thumb = value.string.flatMap(FeedbackEntry.Thumb.init(rawValue:))
                if thumb == nil { refuse("is neither `\"up\"` nor `\"down\"`") }
            case "text":
                text = value.string
                if text == nil { refuse("is not text") }
            case "model" where shape.namesModel:
                model = shape.model(value.string)
                if model == nil { refuse(FeedbackShape.notAModel) }
            default:
                log.add(
                    DatasetCodes.unknownFeedbackKey,
                    "feedback has no key `\(name)`",
                    at: places.name,
                    help: Suggestion.help(for: name, among: shape.keys)
                )
            }
        }
        checkIsComplete(Set(members.map(\.name)), log: &log)
        guard log.count == before, let after, let unit else { return nil }
        return FeedbackEntry(after: after, unit: unit, rating: rating, thumb: thumb, text: text, model: model)
    }

    private typealias Member = (name: String, value: JSONValue, places: JSONMemberPlaces.Member)

    /// The members of the object that the line is, each with its place in the file.
    private func members(log: inout ProblemLog) -> [Member]? {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            let place = start + min(error.offset, bytes.count)
            let end = min(place + 1, start + bytes.count)
            log.add(DatasetCodes.badFeedbackLine, "the line is not JSON: \(error.problem)", at: place..<end)
            return nil
        }
        guard let object = value.object else {
            log.add(DatasetCodes.badFeedbackLine, "the line is not a JSON object", at: content)
            return nil
        }
        let places = JSONMemberPlaces(of: bytes, from: start).members
        return zip(object.members, places).map { ($0.name, $0.value, $1) }
    }

    private func checkIsComplete(_ names: Set<String>, log: inout ProblemLog) {
        if let problem = shape.clock.problem(of: names) {
            log.add(DatasetCodes.missingFeedbackKey, problem, at: content)
        }
        if !names.contains("unit") { log.add(DatasetCodes.missingFeedbackKey, "`unit` is missing", at: content) }
        if shape.namesModel, !names.contains("model") {
            let help = FeedbackShape.modelHelp
            log.add(DatasetCodes.missingFeedbackKey, "`model` is missing", at: content, help: help)
        }
        // A key that is not known is probably one of these, mistyped.
        let isSpelt = names.isSubset(of: shape.keys)
        if isSpelt, names.isDisjoint(with: ["rating", "thumb", "text"]) {
            log.add(
                DatasetCodes.emptyFeedback,
                "the line says nothing",
                at: content,
                help: ["give it a `rating`, a `thumb` or a `text`"]
            )
        }
    }

    /// The line's place in the file without the spaces round it.
    private var content: Range<Int> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
        let lower = bytes.firstIndex { !isSpace($0) } ?? 0
        let upper = (bytes.lastIndex { !isSpace($0) } ?? -1) + 1
        return start + lower..<start + max(lower, upper)
    }
}
