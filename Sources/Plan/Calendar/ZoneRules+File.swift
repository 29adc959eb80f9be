// Zones as the time zone database has them compiled: TZif, RFC 9636.

extension ZoneRules {
    /// Reads a TZif file of any version. Nil for what is none, and for files that count leap seconds.
    package init?(name: String, file bytes: [UInt8]) {
        var reader = ZoneFileReader(bytes)
        guard let old = reader.header() else { return nil }
        guard old.version >= 2 else {
            guard let block = reader.block(old, timeSize: 4) else { return nil }
            self.init(name: name, first: block.first, transitions: block.transitions)
            return
        }
        // The first block has times of 32 bits, for readers of long ago.
        guard reader.skip(old.size(timeSize: 4)), let header = reader.header(),
            let block = reader.block(header, timeSize: 8), let footer = reader.footer()
        else { return nil }
        let rule = ZoneRule(footer)
        guard footer.isEmpty || rule != nil else { return nil }
        self.init(name: name, first: block.first, transitions: block.transitions, rule: rule)
    }
}

private struct ZoneFileReader {
    struct Header {
        let version: Int
        let utIndicators: Int
        let standardIndicators: Int
        let leaps: Int
        let times: Int
        let types: Int
        let characters: Int

        func size(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standardIndicators + utIndicators
        }
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - place else { return false }
        place += count
        return true
    }

    /// A whole number of so many bytes in two's complement, the highest first.
    private func number(at place: Int, size: Int) -> Int {
        let bits = bytes[place..<place + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(truncatingIfNeeded: bits)
    }

    mutating func header() -> Header? {
        let start = place
        guard skip(44), bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
        let counts = (0..<6).map { number(at: start + 20 + 4 * $0, size: 4) }
        guard counts.allSatisfy({ (0...1_000_000).contains($0) }), counts[4] > 0 else { return nil }
        let version = bytes[start + 4]
        return Header(
            version: version == 0 ? 1 : Int(version) - 0x30,
            utIndicators: counts[0],
            standardIndicators: counts[1],
            leaps: counts[2],
            times: counts[3],
            types: counts[4],
            characters: counts[5]
        )
    }

    mutating func block(_ header: Header, timeSize: Int) -> (first: Int, transitions: [ZoneRules.Transition])? {
        let start = place
        guard header.leaps == 0, skip(header.size(timeSize: timeSize)) else { return nil }
        let types = start + header.times * (timeSize + 1)
        let offsets = (0..<header.types).map { number(at: types + $0 * 6, size: 4) }
        // RFC 9636, section 3.2, has these bounds.
        guard offsets.allSatisfy({ (-89_999...93_599).contains($0) }) else { return nil }
        var transitions: [ZoneRules.Transition] = []
        for index in 0..<header.times {
            let at = number(at: start + index * timeSize, size: timeSize)
            let type = Int(bytes[start + header.times * timeSize + index])
            guard type < offsets.count, transitions.last.map({ $0.at < at }) ?? true else { return nil }
            transitions.append(ZoneRules.Transition(at: at, offset: offsets[type]))
        }
        return (offsets[0], transitions)
    }

    /// The text between the two line breaks at the end, which may be empty.
    mutating func footer() -> String? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\n") else { return nil }
        let rest = bytes[(place + 1)...]
        return rest.firstIndex(of: UInt8(ascii: "\n")).map { String(decoding: rest[..<$0], as: UTF8.self) }
    }
}
