/// Where the members of a JSON object stand in its text: the parser keeps values, not places.
struct JSONMemberPlaces {
    struct Member {
        /// The name with its quotes.
        let name: Range<Int>
        let value: Range<Int>
    }

    /// In the order of the text.
    let members: [Member]

    /// Finds the members of the object that `bytes` are; they must be JSON. Places count from `start`.
    init(of bytes: [UInt8], from start: Int) {
        var members: [Member] = []
        var name: Range<Int>?
        var valueStart: Int?
        /// The end of the last thing that was not space.
        var contentEnd = 0
        var depth = 0
        var place = 0
        func endMember() {
            if let name, let valueStart { members.append(Member(name: name, value: valueStart..<start + contentEnd)) }
            name = nil
            valueStart = nil
        }
        while place < bytes.count {
            let byte = bytes[place]
            let first = place
            place += 1
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                if depth == 1, byte == UInt8(ascii: ",") { endMember() }
                if depth == 1 { continue }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { endMember() }
            case UInt8(ascii: "\""):
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
            default: break
            }
            contentEnd = place
            if name == nil {
                name = start + first..<start + place
            } else if valueStart == nil {
                valueStart = start + first
            }
        }
        self.members = members
    }
}
