import Diagnostics

/// Refuses keys that are no text, merge keys and duplicate keys, in time linear in the number of keys.
struct KeyRule {
    /// Up to this many keys are compared with one another; more go through a table.
    private static let fewKeys = 8

    /// How many keys were compared or hashed.
    private(set) var steps = 0
    private var keys: [Int] = []
    /// Open addressing: numbers of keys, -1 where free.
    private var slots: [Int] = []

    mutating func check(_ storage: SyntaxStorage, _ ids: Range<Int>, _ findings: inout Findings) {
        for id in ids where storage.records[id].kind == .mapping {
            keys.removeAll(keepingCapacity: true)
            var isKey = true
            for child in storage.children(of: id) {
                if isKey, isText(child, storage, &findings) { keys.append(child) }
                isKey.toggle()
            }
            if keys.count <= KeyRule.fewKeys {
                compareFew(storage, &findings)
            } else {
                compareMany(storage, &findings)
            }
        }
    }

    private func isText(_ key: Int, _ storage: SyntaxStorage, _ findings: inout Findings) -> Bool {
        let record = storage.records[storage.content(of: key)]
        let range = storage.records[key].range
        let bytes = storage.source
        switch record.kind {
        case .sequence, .mapping:
            let isTemplate = bytes[max(0, range.lowerBound - 1)..<range.upperBound].starts(with: "{{".utf8)
            findings.report(
                .invalidKey,
                "a key cannot be a \(record.kind == .mapping ? "mapping" : "list")",
                at: range,
                help: [isTemplate ? "put text that begins with `{{` in quotes" : "use a word or a text in quotes"]
            )
            return false
        case .alias: return false
        case .scalar: break
        }
        if record.isMissing {
            findings.report(.invalidKey, "a key is missing here", at: range, help: ["write a key before the `:`"])
            return false
        }
        let content = storage.content(of: key)
        if record.style == .plain, record.length == 2, storage.text(of: content).elementsEqual("<<".utf8) {
            findings.report(
                .mergeKey,
                "the merge key `<<` is not supported",
                at: range,
                help: ["write the keys out"]
            )
            return false
        }
        return true
    }

    private mutating func compareFew(_ storage: SyntaxStorage, _ findings: inout Findings) {
        for later in keys.indices.dropFirst() {
            let length = length(of: later, storage)
            for earlier in keys.indices.prefix(later) {
                steps += 1
                // Most differ in length already.
                guard self.length(of: earlier, storage) == length,
                    text(of: earlier, storage) == text(of: later, storage)
                else { continue }
                report(later, after: earlier, storage, &findings)
                break
            }
        }
    }

    private mutating func compareMany(_ storage: SyntaxStorage, _ findings: inout Findings) {
        var size = 16
        while size < keys.count * 2 { size *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(-1, count: size))
        for key in keys.indices {
            let text = text(of: key, storage)
            // The hash is seeded anew in every process, so no input can be made to collide.
            var hasher = Hasher()
            text.withUnsafeBytes { hasher.combine(bytes: $0) }
            var slot = hasher.finalize() & (size - 1)
            steps += 1
            while slots[slot] >= 0, self.text(of: slots[slot], storage) != text {
                slot = (slot + 1) & (size - 1)
                steps += 1
            }
            if slots[slot] >= 0 {
                report(key, after: slots[slot], storage, &findings)
            } else {
                slots[slot] = key
            }
        }
    }

    private func length(of key: Int, _ storage: SyntaxStorage) -> UInt32 {
        storage.records[storage.content(of: keys[key])].length
    }

    private func text(of key: Int, _ storage: SyntaxStorage) -> ArraySlice<UInt8> {
        storage.text(of: storage.content(of: keys[key]))
    }

    private func report(_ later: Int, after earlier: Int, _ storage: SyntaxStorage, _ findings: inout Findings) {
        let (first, second) = (storage.span(of: keys[earlier]), storage.span(of: keys[later]))
        findings.report(.duplicateKey) { _ in
            Diagnostic(
                .duplicateKey,
                "the key `\(Array(text(of: later, storage).prefix(84)).excerpt(0..<84))` is given twice",
                at: Diagnostic.Label(second, "given again here"),
                secondary: [Diagnostic.Label(first, "first given here")],
                help: ["remove one of them"]
            )
        }
    }
}
