import Foundation
import JSON
import Testing

@testable import Comparison

/// Programs' JSON side by side; the texts of conditions are those that their JSON has without a program.
struct ProgramDifferenceTests {
    static let texts = ValueText(durations: ["every", "for"], programs: [])

    static let program: JSONValue = [
        "planrun": 1, "name": "x",
        "models": [
            ["role": "baseline", "kind": "decision_tree", "options": ["max_depth": 2], "retraining": []],
            ["role": "candidate", "kind": "random_forest", "options": ["seed": 1], "retraining": [["seed": 2]]],
        ],
        "risk": ["on": "iris.test", "low_if": [gate("accuracy", ">=", 0.85)], "otherwise": "retrain"],
        "stages": [
            stage(
                "canary",
                "1/20",
                [gate("accuracy", ">=", 0.85), gate("f1", ">=", 0.8)],
                [gate("accuracy", "<", 0.7)]
            ),
            stage("half", "1/2", [gate("accuracy", ">=", 0.85)], []),
            stage("full", "1/1", [gate("accuracy", ">=", 0.85)], []),
        ],
        "alerts": [
            ["name": "drop", "when": comparison("accuracy", "<", 0.75), "for": 300_000_000_000, "notify": ["log"]]
        ],
        "notifiers": [["name": "log", "kind": "file", "options": ["file": "a.jsonl"]]],
        "steps": [["id": "canary.route", "action": "route", "next": ["done": "canary.observe"]]],
    ]

    static func stage(_ name: String, _ share: String, _ promote: [JSONValue], _ rollback: [JSONValue]) -> JSONValue {
        [
            "name": .string(name), "audience": ["fraction": .string(share)], "every": 60_000_000_000,
            "for": 600_000_000_000, "samples": 100, "promote_if": .array(promote), "rollback_if": .array(rollback),
            "otherwise": "rollback",
        ]
    }

    static func comparison(_ metric: String, _ relation: String, _ value: Double) -> JSONValue {
        [
            "left": ["metric": ["name": .string(metric)]], "relation": .string(relation),
            "right": ["constant": .number(value), "type": "fraction"],
        ]
    }

    static func gate(_ metric: String, _ relation: String, _ value: Double) -> JSONValue {
        ["condition": comparison(metric, relation, value), "failures": 1, "evidence": "point"]
    }

    /// What promotes does so later where it must be surer, and so does what takes back.
    @Test(arguments: [
        ("promote_if", "point", "interval", Change.Effect.lessRisk), ("rollback_if", "point", "interval", .moreRisk),
    ])
    func evidence(list: String, from old: String, to new: String, effect: Change.Effect) {
        let path = ["stages", "canary", list, "accuracy < 0.7", "evidence"]
        #expect(RiskDirection.effect(of: path, from: .string(old), to: .string(new)) == effect)
        #expect(RiskDirection.effect(of: path, from: .string(new), to: .string(old)) == RiskDirection.opposite(effect))
    }

    private func changes(_ new: JSONValue) -> [Change] {
        ProgramDifference(from: Self.program, to: new, texts: Self.texts).changes
    }

    /// The only change of a program in which one text of its JSON stands for another.
    private func change(_ old: String, _ new: String) throws -> Change {
        let text = Self.program.canonicalText
        try #require(text.contains(old), "\(text)")
        let range = try #require(text.firstRange(of: old))
        let changes = changes(try JSONValue(parsing: text.replacingCharacters(in: range, with: new)))
        #expect(changes.count == 1)
        return try #require(changes.first)
    }

    @Test func theSameProgramHasNoDifference() {
        #expect(changes(Self.program).isEmpty)
    }

    @Test func sharesAndTimesAreToldAsPlansWriteThem() throws {
        let share = try change("\"1/20\"", "\"1/4\"")
        #expect(share.place == "stages.canary.audience.fraction" && share.effect == .moreRisk)
        #expect(share.oldText == "5%" && share.newText == "25%")
        let every = try change("\"every\":60000000000", "\"every\":300000000000")
        #expect(every.oldText == "1m" && every.newText == "5m" && every.effect == .moreRisk)
        #expect(try change("\"for\":600000000000", "\"for\":1200000000000").effect == .lessRisk)
        #expect(try change("\"samples\":100", "\"samples\":50").effect == .moreRisk)
    }

    @Test func aLooserGateIsMoreRisk() throws {
        for (old, new, effect) in [(0.85, 0.8, Change.Effect.moreRisk), (0.85, 0.9, .lessRisk)] {
            let program = replacing(
                ["stages", "canary", "promote_if"],
                [Self.gate("accuracy", ">=", new), Self.gate("f1", ">=", 0.8)]
            )
            let change = try #require(changes(program).first)
            #expect(
                changes(program).count == 1 && change.effect == effect && change.place == "stages.canary.promote_if"
            )
            #expect(change.old?["right"]?["constant"] == .number(old))
        }
        let trip = replacing(["stages", "canary", "rollback_if"], [Self.gate("accuracy", "<", 0.6)])
        #expect(changes(trip).map(\.effect) == [.moreRisk])
        let alert = try change(
            "\"relation\":\"<\",\"right\":{\"constant\":0.75",
            "\"relation\":\"<\",\"right\":{\"constant\":0.8"
        )
        #expect(alert.effect == .lessRisk && alert.place == "alerts.drop.when")
    }

    /// Whether it may be just the number is a change like that of the number.
    @Test(arguments: [
        ("promote_if", "accuracy", ">=", 0.85, ">", 0.85, Change.Effect.lessRisk),
        ("promote_if", "accuracy", ">", 0.85, ">=", 0.85, .moreRisk),
        ("promote_if", "accuracy", ">=", 0.85, ">", 0.8, .moreRisk),
        ("rollback_if", "accuracy", "<", 0.7, "<=", 0.7, .lessRisk),
        ("rollback_if", "accuracy", "<=", 0.7, "<", 0.7, .moreRisk),
    ])
    func strictness(
        list: String,
        metric: String,
        old: String,
        before: Double,
        new: String,
        after: Double,
        effect: Change.Effect
    ) {
        let place = ["stages", "canary", list]
        let others = list == "promote_if" ? [Self.gate("f1", ">=", 0.8)] : []
        let (first, second) = (
            replacing(place, .array([Self.gate(metric, old, before)] + others)),
            replacing(place, .array([Self.gate(metric, new, after)] + others))
        )
        #expect(ProgramDifference(from: first, to: second, texts: Self.texts).changes.map(\.effect) == [effect])
    }

    /// Evidence that may promote wrongly more often promotes sooner, and one that may roll back wrongly rolls back sooner.
    @Test(arguments: [
        ("release_error", "1/20", "1/2", Change.Effect.moreRisk), ("release_error", "1/20", "1/100", .lessRisk),
        ("rollback_error", "1/20", "1/2", .lessRisk), ("independent", "units", "requests", .moreRisk),
    ])
    func whatEvidenceMayGetWrong(member: String, old: String, new: String, effect: Change.Effect) throws {
        func program(_ value: String) throws -> JSONValue {
            let text = "\"evidence\":{\"\(member)\":\"\(value)\"},\"models\""
            let all = Self.program.canonicalText
            return try JSONValue(parsing: all.replacingOccurrences(of: "\"models\"", with: text))
        }
        let changes = ProgramDifference(from: try program(old), to: try program(new), texts: Self.texts).changes
        #expect(changes.map(\.place) == ["evidence.\(member)"])
        #expect(changes.map(\.effect) == [effect])
    }

    @Test func gatesAreMatchedByWhatTheyAsk() {
        let swapped = replacing(
            ["stages", "canary", "promote_if"],
            [Self.gate("f1", ">=", 0.8), Self.gate("accuracy", ">=", 0.85)]
        )
        #expect(changes(swapped).map(\.kind) == [.moved])
        let removed = replacing(["stages", "canary", "promote_if"], [Self.gate("f1", ">=", 0.8)])
        #expect(changes(removed).map(\.kind) == [.removed] && changes(removed).map(\.effect) == [.moreRisk])
        let other = replacing(["risk", "low_if"], [Self.gate("recall", ">=", 0.85)])
        #expect(Set(changes(other).map(\.kind)) == [.removed, .added])
        #expect(changes(other).map(\.effect) == [.moreRisk, .lessRisk])
    }

    /// What asks the same in other words is no gate less and another more.
    @Test func conditionsAreMatchedWhateverSideTheirNumberIsOn() throws {
        let mirrored: JSONValue = [
            "left": ["constant": 0.85, "type": "fraction"], "relation": "<=",
            "right": ["metric": ["name": "accuracy"]],
        ]
        func gates(_ first: JSONValue) -> JSONValue {
            replacing(["stages", "canary", "promote_if"], [["condition": first, "failures": 1, "evidence": "point"]])
        }
        func difference(_ one: JSONValue, _ other: JSONValue) -> [Change] {
            ProgramDifference(from: gates(one), to: gates(other), texts: Self.texts).changes
        }
        let same = difference(Self.comparison("accuracy", ">=", 0.85), mirrored)
        #expect(same.map(\.kind) == [.changed] && same.map(\.effect) == [.none])
        #expect(same.first?.newText.hasSuffix("which asks the same") == true)
        let looser = difference(Self.comparison("accuracy", ">=", 0.9), mirrored)
        #expect(looser.map(\.kind) == [.changed] && looser.map(\.effect) == [.moreRisk])
        let parts = [Self.comparison("accuracy", ">", 0.5), Self.comparison("f1", ">", 0.5)]
        func any(_ parts: [JSONValue]) -> JSONValue { ["at_least": 1, "of": .array(parts)] }
        let turned = difference(any(parts), any(parts.reversed()))
        #expect(turned.map(\.kind) == [.changed] && turned.map(\.effect) == [.none])
    }

    /// `recall` is `recall.macro` where no class is the positive one, and else that class's own.
    @Test(
        arguments: [
            (nil, ["name": "recall", "variant": "macro"], true), ("a", ["name": "recall", "selectors": ["a"]], true),
            ("a", ["name": "recall", "variant": "macro"], false), (nil, ["name": "recall", "selectors": ["a"]], false),
            ("b", ["name": "recall", "selectors": ["a"]], false),
        ] as [(String?, JSONValue, Bool)]
    )
    func oneReadingIsOneThingHoweverItIsNamed(positive: String?, metric: JSONValue, isSame: Bool) {
        func program(_ metric: JSONValue) -> JSONValue {
            var data: JSONObject = ["name": "d", "csv": "d.csv", "label": "l"]
            data["positive"] = positive.map(JSONValue.string)
            let condition: JSONValue = [
                "left": ["metric": metric], "relation": ">=", "right": ["constant": 0.5, "type": "fraction"],
            ]
            let gates: JSONValue = [["condition": condition, "failures": 1, "evidence": "point"]]
            guard case .object(var object) = replacing(["stages", "canary", "promote_if"], gates) else { return .null }
            object["data"] = [.object(data)]
            return .object(object)
        }
        let difference = ProgramDifference(from: program(["name": "recall"]), to: program(metric), texts: Self.texts)
        #expect(difference.changes.map(\.kind) == (isSame ? [.changed] : [.removed, .added]))
        #expect(!isSame || difference.changes.map(\.effect) == [.none])
    }

    @Test func aConsequenceThatIsLeftOutIsTheDefault() throws {
        var gate: JSONValue = Self.gate("accuracy", "<", 0.7)
        let usual = replacing(["stages", "canary", "rollback_if"], [gate])
        guard case .object(var object) = gate else { return }
        object["then"] = "hold"
        gate = .object(object)
        let held = replacing(["stages", "canary", "rollback_if"], [gate])
        let looser = ProgramDifference(from: usual, to: held, texts: Self.texts).changes
        #expect(looser.map(\.effect) == [.moreRisk] && looser.first?.oldText == "rollback, the default")
        let stricter = ProgramDifference(from: held, to: usual, texts: Self.texts).changes
        #expect(stricter.map(\.effect) == [.lessRisk] && stricter.first?.newText == "rollback, the default")
    }

    @Test(
        arguments: [
            (["all": false, "quorum": 1], [Change.Effect.moreRisk, .moreRisk]),
            (
                ["by": [["role": "risk", "people": ["a", "b", "c"]], ["role": "product", "people": ["p"]]]], [.moreRisk]
            ),
            (["by": [["role": "risk", "people": ["a"]], ["role": "product", "people": ["p"]]]], [.lessRisk]),
            (["by": [["role": "risk", "people": ["a", "b"]]], "quorum": 1], [.moreRisk, .moreRisk]),
            (
                [
                    "by": [
                        ["role": "risk", "people": ["a", "b"]], ["role": "product", "people": ["p"]],
                        ["role": "law", "people": ["l"]],
                    ], "quorum": 3,
                ], [.lessRisk, .lessRisk]
            ),
        ] as [(JSONValue, [Change.Effect])]
    )
    func fewerWhoMustAgreeAreMoreRisk(changed: JSONValue, effects: [Change.Effect]) throws {
        let approval: JSONValue = [
            "by": [["role": "risk", "people": ["a", "b"]], ["role": "product", "people": ["p"]]], "all": true,
            "quorum": 2,
        ]
        guard case .object(var new) = approval, case .object(let members) = changed else { return }
        for member in members.members { new[member.name] = member.value }
        func program(_ approval: JSONValue) -> JSONValue {
            let stage: JSONValue = ["name": "full", "approve": approval]
            return replacing(["stages"], [stage])
        }
        let difference = ProgramDifference(from: program(approval), to: program(.object(new)), texts: Self.texts)
        #expect(difference.changes.map(\.effect) == effects)
    }

    @Test func stagesAreAddedRemovedRenamedAndMoved() throws {
        let stages = Self.program["stages"]?.array ?? []
        let removed = changes(replacing(["stages"], .array([stages[0], stages[2]])))
        #expect(removed.map(\.kind) == [.removed] && removed.map(\.place) == ["stages.half"])
        #expect(removed.map(\.effect) == [.moreRisk])
        let added = changes(replacing(["stages"], .array(stages + [Self.stage("more", "1/1", [], [])])))
        #expect(added.map(\.kind) == [.added] && added.map(\.effect) == [.lessRisk])
        #expect(added.first?.newText.contains("audience: 100%, every: 1m, for: 10m") == true)
        let moved = changes(replacing(["stages"], .array([stages[1], stages[0], stages[2]])))
        #expect(moved.map(\.kind) == [.moved] && moved.first?.newText == "[half, canary, full]")
        let renamed = try change("\"name\":\"half\"", "\"name\":\"middle\"")
        #expect(renamed.kind == .renamed && renamed.oldText == "half" && renamed.newText == "middle")
    }

    /// Of items that say the same under other names the first is taken for the first.
    @Test func likesAreRenamedInTheirOrder() {
        func stages(_ names: [String]) -> JSONValue { .array(names.map { Self.stage($0, "1/2", [], []) }) }
        let old = replacing(["stages"], stages(["a", "b", "c", "d"]))
        let new = replacing(["stages"], stages(["x", "b", "y"]))
        let found = ProgramDifference(from: old, to: new, texts: Self.texts).changes
        let renamed = found.filter { $0.kind == .renamed }
        #expect(renamed.map(\.oldText) == ["a", "c"] && renamed.map(\.newText) == ["x", "y"])
        #expect(found.filter { $0.kind == .removed }.map(\.place) == ["stages.d"])
        #expect(found.count == 3)
    }

    @Test func whatFollowsFromTheRestIsSaidOnce() throws {
        let text = Self.program.canonicalText
        let both = text.replacingOccurrences(of: "\"1/20\"", with: "\"1/4\"")
            .replacingOccurrences(of: "canary.observe", with: "canary.judge")
        let changes = changes(try JSONValue(parsing: both))
        #expect(changes.map(\.place) == ["stages.canary.audience.fraction", "steps"])
        #expect(try change("canary.observe", "canary.judge").place == "steps.canary.route.next.done")
    }

    @Test func riskierChangesComeFirst() throws {
        let text = Self.program.canonicalText.replacingOccurrences(of: "\"random_forest\"", with: "\"decision_tree\"")
            .replacingOccurrences(of: "\"1/2\"", with: "\"2/5\"").replacingOccurrences(
                of: "\"samples\":100",
                with: "\"samples\":9"
            )
        let effects = changes(try JSONValue(parsing: text)).map(\.effect)
        #expect(effects == [.moreRisk, .moreRisk, .moreRisk, .lessRisk, .none])
    }

    /// Whatever member changes, at whatever depth, something is said at its place or around it.
    @Test func nothingChangesUnseen() {
        var count = 0
        for (path, mutant) in Self.mutants(of: Self.program) {
            count += 1
            let changes = changes(mutant)
            #expect(!changes.isEmpty, "\(path)")
            #expect(changes.contains { $0.path.first == path.first }, "\(path) in \(changes.map(\.place))")
            #expect(ProgramDifference(from: mutant, to: Self.program, texts: Self.texts).changes.isEmpty == false)
        }
        #expect(count > 100)
    }

    /// Every way to change one value, to leave one out, and to say one more thing.
    static func mutants(of value: JSONValue, at path: [String] = []) -> [(path: [String], value: JSONValue)] {
        switch value {
        case .object(let object):
            var mutants: [([String], JSONValue)] = []
            for member in object.members {
                var without = object
                without[member.name] = nil
                mutants.append((path + [member.name], .object(without)))
                for mutant in self.mutants(of: member.value, at: path + [member.name]) {
                    var other = object
                    other[member.name] = mutant.value
                    mutants.append((mutant.path, .object(other)))
                }
            }
            var more = object
            more["unheard_of"] = true
            return mutants + [(path + ["unheard_of"], .object(more))]
        case .array(let items):
            let more = items + [items.first ?? JSONValue.string("new")]
            var mutants: [([String], JSONValue)] = [(path, JSONValue.array(more))]
            for index in items.indices {
                var without = items
                without.remove(at: index)
                mutants.append((path, .array(without)))
                for mutant in self.mutants(of: items[index], at: path) {
                    var other = items
                    other[index] = mutant.value
                    mutants.append((mutant.path, .array(other)))
                }
            }
            return mutants
        case .integer(let number): return [(path, .integer(number + 1))]
        case .number(let number): return [(path, .number(number + 0.5))]
        case .string(let text): return [(path, .string(text + "x"))]
        case .bool(let flag): return [(path, .bool(!flag))]
        case .null: return [(path, true)]
        }
    }

    private func replacing(_ path: [String], _ value: JSONValue) -> JSONValue {
        Self.replacing(path[...], value, in: Self.program)
    }

    private static func replacing(_ path: ArraySlice<String>, _ value: JSONValue, in whole: JSONValue) -> JSONValue {
        guard let name = path.first else { return value }
        switch whole {
        case .object(var object):
            object[name] = replacing(path.dropFirst(), value, in: object[name] ?? .null)
            return .object(object)
        case .array(let items):
            return .array(items.map { $0["name"]?.string == name ? replacing(path.dropFirst(), value, in: $0) : $0 })
        default: return whole
        }
    }

    /// What takes a candidate back waits for more observations.
    @Test(arguments: [("rollback_if", Change.Effect.moreRisk), ("promote_if", .lessRisk)])
    func observationsAreWaitedFor(list: String, effect: Change.Effect) {
        let path = ["stages", "canary", list, "accuracy < 0.7", "min_samples"]
        #expect(RiskDirection.effect(of: path, from: 30, to: 20_000) == effect)
    }

    @Test func authorsWhoMayApproveAreMoreRisk() {
        let path = ["stages", "full", "approve", "exclude_author"]
        #expect(RiskDirection.effect(of: path, from: true, to: false) == .moreRisk)
    }

    private static func list(_ count: Int, _ conditions: [JSONValue]) -> JSONValue {
        ["condition": ["at_least": .integer(count), "of": .array(conditions)], "failures": 1, "evidence": "point"]
    }

    private func effects(promote: [JSONValue], rollback: [JSONValue]) -> [(Change.Kind, Change.Effect)] {
        guard case .object(var program) = Self.program, var stages = program["stages"]?.array else { return [] }
        stages[0] = Self.stage("canary", "1/20", promote, rollback)
        program["stages"] = .array(stages)
        return changes(.object(program)).map { ($0.kind, $0.effect) }
    }

    /// A list of conditions and one condition of them all ask the same, and so does one that denies the opposite.
    @Test func theSameInOtherWordsIsNoRisk() {
        let (accuracy, f1) = (Self.comparison("accuracy", ">=", 0.85), Self.comparison("f1", ">=", 0.8))
        let denied: JSONValue = [
            "condition": ["not": Self.comparison("f1", "<", 0.8)], "failures": 1, "evidence": "point",
        ]
        let tripwire = [Self.gate("accuracy", "<", 0.7)]
        for promote in [
            [Self.list(2, [accuracy, f1])], [Self.list(2, [f1, accuracy])],
            [Self.gate("accuracy", ">=", 0.85), denied],
        ] {
            let found = effects(promote: promote, rollback: tripwire)
            #expect(found.map(\.1) == [.none], "\(promote)")
        }
    }

    /// One more reason to take back, or one reason that asks for more.
    @Test func conditionsWithMoreOrLessInThem() {
        let promote = [Self.gate("accuracy", ">=", 0.85), Self.gate("f1", ">=", 0.8)]
        let (bad, slow) = (Self.comparison("accuracy", "<", 0.7), Self.comparison("latency", ">", 1))
        let wider = effects(promote: promote, rollback: [Self.list(1, [bad, slow])])
        #expect(wider.map(\.0) == [.added])
        #expect(wider.map(\.1) == [.lessRisk])
        let narrower = effects(promote: promote, rollback: [Self.list(2, [bad, slow])])
        #expect(narrower.map(\.0) == [.changed])
        #expect(narrower.map(\.1) == [.moreRisk])
        let looser = effects(
            promote: [Self.list(1, [Self.comparison("accuracy", ">=", 0.85), slow]), Self.gate("f1", ">=", 0.8)],
            rollback: [Self.gate("accuracy", "<", 0.7)]
        )
        #expect(looser.map(\.1) == [.moreRisk])
    }
}
