import JSON
import Plan

/// Walks two JSON values side by side and notes what differs.
struct DifferenceWalk {
    let texts: ValueText
    private(set) var changes: [Change] = []

    /// What bare metrics of classes are about, in all that is compared.
    private let bare: BareReading
    /// What can be proved of their conditions.
    private let order: ConditionOrder

    init(texts: ValueText, bare: BareReading, order: ConditionOrder) {
        self.texts = texts
        self.bare = bare
        self.order = order
    }

    /// The members that name an item of a list, the first of them that all items have.
    private static let names = ["name", "id", "role"]

    mutating func compare(_ old: JSONValue, _ new: JSONValue, at path: [String]) {
        guard old != new else { return }
        switch (old, new) {
        case (.object(let before), .object(let after)):
            compare(before, after, at: path)
        case (.array(let before), .array(let after)):
            if let name = Self.names.first(where: { name in (before + after).allSatisfy { $0[name]?.string != nil } }) {
                compareNamed(before, after, by: name, at: path)
            } else if (before + after).allSatisfy({ $0["condition"] != nil }) {
                compareGates(before, after, at: path)
            } else if (before + after).allSatisfy({ $0.string != nil }) {
                compareWords(before, after, at: path)
            } else {
                comparePlaces(before, after, at: path)
            }
        default:
            note(.changed, RiskDirection.effect(of: path, from: old, to: new), path, old, new)
        }
    }

    private mutating func compare(_ old: JSONObject, _ new: JSONObject, at path: [String]) {
        // A condition is one thing, and so is a mapping that is of another kind now.
        let isCondition = ["condition", "when", "where"].contains(path.last)
        let isOther = path.count > 1 && !old.members.contains { member in new[member.name] != nil }
        if isCondition || isOther, !path.isEmpty {
            let isTripwire = path.contains("rollback_if") || path.first == "alerts"
            let (before, after) = (JSONValue.object(old), JSONValue.object(new))
            let relation = order.relation(before, after, isPlain: true)
            let match = GateMatch(before, after, bare) ?? relation.map { GateMatch(holdsMoreOften: $0.holdsMoreOften) }
            let words = relation?.isSame == true ? rewording(after) : nil
            note(.changed, match?.effect(isTripwire: isTripwire) ?? .none, path, before, after, newText: words)
            return
        }
        let start = changes.count
        defer { if path.last == "approve" { weighRoles(from: start, old, new) } }
        let added = new.members.filter { old[$0.name] == nil }
        for member in old.members {
            let path = path + [member.name]
            if let other = new[member.name] {
                compare(member.value, other, at: path)
            } else if let usual = Self.usual(path) {
                let effect = RiskDirection.effect(of: path, from: member.value, to: .string(usual))
                note(.changed, effect, path, member.value, nil, newText: "\(usual), the default")
            } else {
                note(.removed, RiskDirection.opposite(RiskDirection.effect(ofAdding: path)), path, member.value, nil)
            }
        }
        for member in added {
            let path = path + [member.name]
            if let usual = Self.usual(path) {
                let effect = RiskDirection.effect(of: path, from: .string(usual), to: member.value)
                note(.changed, effect, path, nil, member.value, oldText: "\(usual), the default")
                continue
            }
            note(.added, RiskDirection.effect(ofAdding: path), path, nil, member.value)
        }
    }

    /// What a member says that is not there, where that has a consequence of its own.
    private static func usual(_ path: [String]) -> String? {
        path.last == "then" && path.contains("rollback_if") ? "rollback" : nil
    }

    /// A role more is one more that must agree where more people must agree with it; else it is one more that may.
    private mutating func weighRoles(from start: Int, _ old: JSONObject, _ new: JSONObject) {
        func quorum(_ approval: JSONObject) -> Double { approval["quorum"]?.number ?? 1 }
        let isStricter = quorum(new) > quorum(old)
        let isLooser = quorum(new) < quorum(old)
        for place in changes.indices[start...] {
            let change = changes[place]
            guard change.path.dropLast().last == "by" else { continue }
            switch change.kind {
            case .added: changes[place].effect = isStricter ? .lessRisk : .moreRisk
            case .removed: changes[place].effect = isLooser ? .moreRisk : .lessRisk
            case .changed, .renamed, .moved: continue
            }
        }
    }

    // MARK: Lists

    private mutating func compareNamed(_ old: [JSONValue], _ new: [JSONValue], by name: String, at path: [String]) {
        func key(_ item: JSONValue) -> String { item[name]?.string ?? "" }
        let (before, after) = (old.map(key), new.map(key))
        let (known, wanted) = (Set(before), Dictionary(zip(after, new)) { first, _ in first })
        // Names that are given twice match nothing reliably.
        guard known.count == old.count, wanted.count == new.count else {
            comparePlaces(old, new, at: path)
            return
        }
        var added = Added(new.filter { !known.contains(key($0)) }, but: name)
        for (item, key) in zip(old, before) {
            let place = path + [key]
            if let other = wanted[key] {
                compare(item, other, at: place)
            } else if let renamed = added.take(like: item) {
                note(.renamed, .none, place, item[name], renamed[name])
            } else {
                note(.removed, RiskDirection.opposite(RiskDirection.effect(ofAdding: place)), place, item, nil)
            }
        }
        for item in added.rest {
            let place = path + [key(item)]
            note(.added, RiskDirection.effect(ofAdding: place), place, nil, item)
        }
        compareOrder(before.filter { wanted[$0] != nil }, after.filter(known.contains), at: path)
    }

    /// Items of a list that were not in it before, found by all that they say but their name.
    private struct Added {
        private let name: String
        private var items: [JSONValue?]
        /// The places of the items by what they say, the last of them first; nil until one is looked for.
        private var places: [String: [Int]]?

        init(_ items: [JSONValue], but name: String) {
            self.name = name
            self.items = items
        }

        /// Takes the first of those left that says the same as an item.
        mutating func take(like item: JSONValue) -> JSONValue? {
            guard !items.isEmpty else { return nil }
            if places == nil {
                places = Dictionary(grouping: items.indices.reversed()) { place in
                    items[place]?.without(name).canonicalText ?? ""
                }
            }
            guard let place = places?[item.without(name).canonicalText]?.popLast() else { return nil }
            defer { items[place] = nil }
            return items[place]
        }

        /// Those that are left, in their order.
        var rest: [JSONValue] { items.compactMap(\.self) }
    }

    /// So many pairs of conditions are compared by what can be proved of them.
    private static let proofLimit = 1000

    private mutating func compareGates(_ old: [JSONValue], _ new: [JSONValue], at path: [String]) {
        let isTripwire = path.last == "rollback_if"
        let start = changes.count
        let (whole, wholeNew) = (old, new)
        let (old, new) = (
            GateParts.parts(of: old, inTripwires: isTripwire), GateParts.parts(of: new, inTripwires: isTripwire)
        )
        var left = old
        var right = new
        func match(_ isSame: (JSONValue, JSONValue) -> Bool) -> [(JSONValue, JSONValue)] {
            var pairs: [(JSONValue, JSONValue)] = []
            for item in left {
                guard let index = right.firstIndex(where: { isSame(item, $0) }) else { continue }
                pairs.append((item, right.remove(at: index)))
            }
            for pair in pairs { left.firstIndex(of: pair.0).map { _ = left.remove(at: $0) } }
            return pairs
        }
        let equal = match { $0["condition"] == $1["condition"] }
        let rearranged = match {
            SameCondition($0["condition"] ?? .null, bare) == SameCondition($1["condition"] ?? .null, bare)
        }
        // Of long lists only what is written alike is found.
        let mayProve = left.count * right.count <= Self.proofLimit
        let proved = mayProve ? match { relation($0, $1)?.isSame == true } : []
        let same = equal + rearranged + proved
        func changed(_ one: JSONValue, _ other: JSONValue) -> GateMatch? {
            GateMatch(one["condition"] ?? .null, other["condition"] ?? .null, bare)
                ?? (mayProve ? relation(one, other).map { GateMatch(holdsMoreOften: $0.holdsMoreOften) } : nil)
        }
        let alike = match { changed($0, $1) != nil }
        for (one, other) in equal {
            compare(one, other, at: path + [texts.text(one["condition"] ?? .null, of: "condition")])
        }
        for (one, other) in rearranged + proved {
            note(.changed, .none, path, one["condition"], other["condition"], newText: rewording(other["condition"]))
            let place = path + [texts.text(other["condition"] ?? .null, of: "condition")]
            compare(one.without("condition"), other.without("condition"), at: place)
        }
        for (one, other) in alike {
            let effect = changed(one, other)?.effect(isTripwire: isTripwire) ?? .none
            note(.changed, effect, path, one["condition"], other["condition"])
            let place = path + [texts.text(other["condition"] ?? .null, of: "condition")]
            compare(one.without("condition"), other.without("condition"), at: place)
        }
        let adding = RiskDirection.effect(ofAdding: path)
        // What says nothing beside a gate that is there before and after changes nothing by coming or going.
        func isIdle(_ item: JSONValue, beside others: [JSONValue]) -> Bool {
            others.count <= Self.proofLimit
                && others.contains { other in
                    guard item.without("condition") == other.without("condition"),
                        let relation = relation(other, item)
                    else { return false }
                    return isTripwire ? relation.newImpliesOld : relation.oldImpliesNew
                }
        }
        let kept = same + alike
        for item in left {
            let isIdle = isIdle(item, beside: kept.map(\.0))
            note(.removed, isIdle ? .none : RiskDirection.opposite(adding), path, item, nil)
        }
        for item in right {
            note(.added, isIdle(item, beside: kept.map(\.1)) ? .none : adding, path, nil, item)
        }
        let before = old.filter { item in same.contains { $0.0 == item } }
        let after = new.compactMap { item in same.first { $0.1 == item }?.0 }
        if left.isEmpty, right.isEmpty, alike.isEmpty, before != after {
            note(.moved, .none, path, .array(old), .array(new))
        }
        if changes.count == start, whole.map(\.canonicalText) != wholeNew.map(\.canonicalText) {
            let words = texts.text(.array(wholeNew), of: path.last ?? "") + ", which asks the same"
            note(.changed, .none, path, .array(whole), .array(wholeNew), newText: words)
        }
    }

    /// How often the conditions of two gates hold beside each other, as far as that can be proved.
    private func relation(_ old: JSONValue, _ new: JSONValue) -> ConditionOrder.Relation? {
        func isPlain(_ gate: JSONValue) -> Bool { gate["evidence"]?.string ?? "point" == "point" }
        return order.relation(old["condition"], new["condition"], isPlain: isPlain(old) && isPlain(new))
    }

    private mutating func compareWords(_ old: [JSONValue], _ new: [JSONValue], at path: [String]) {
        let adding = RiskDirection.effect(ofAdding: path)
        let (removed, added) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
        for word in removed { note(.removed, RiskDirection.opposite(adding), path, word, nil) }
        for word in added { note(.added, adding, path, nil, word) }
        if removed.isEmpty, added.isEmpty { note(.moved, .none, path, .array(old), .array(new)) }
    }

    private mutating func comparePlaces(_ old: [JSONValue], _ new: [JSONValue], at path: [String]) {
        for index in 0..<max(old.count, new.count) {
            let place = path + [String(index + 1)]
            switch (index < old.count, index < new.count) {
            case (true, true): compare(old[index], new[index], at: place)
            case (true, false):
                note(.removed, RiskDirection.opposite(RiskDirection.effect(ofAdding: path)), place, old[index], nil)
            default: note(.added, RiskDirection.effect(ofAdding: path), place, nil, new[index])
            }
        }
    }

    private mutating func compareOrder(_ old: [String], _ new: [String], at path: [String]) {
        guard old != new else { return }
        note(.moved, .none, path, .array(old.map(JSONValue.string)), .array(new.map(JSONValue.string)))
    }

    /// A condition that asks what another asks.
    private func rewording(_ condition: JSONValue?) -> String {
        "\(texts.text(condition ?? .null, of: "condition")), which asks the same"
    }

    private mutating func note(
        _ kind: Change.Kind,
        _ effect: Change.Effect,
        _ path: [String],
        _ old: JSONValue?,
        _ new: JSONValue?,
        oldText: String? = nil,
        newText: String? = nil
    ) {
        let name = path.last ?? ""
        changes.append(
            Change(
                kind: kind,
                effect: effect,
                path: path,
                old: old,
                new: new,
                oldText: oldText ?? old.map { texts.text($0, of: name) } ?? "",
                newText: newText ?? new.map { texts.text($0, of: name) } ?? ""
            )
        )
    }
}

extension JSONValue {
    /// The value without one of its members.
    fileprivate func without(_ name: String) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[name] = nil
        return .object(object)
    }
}
