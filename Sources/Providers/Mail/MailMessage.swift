import Plan

/// A plain text as an e-mail (RFC 5322), its lines ended as SMTP wants it.
struct MailMessage {
    let from: String
    let to: [String]
    let subject: String
    /// Names the message: the same text told again has the same.
    let id: String
    /// Seconds since 1970-01-01T00:00:00Z.
    let date: Int
    let text: String

    /// What plans say of an address.
    static let addressShape = ValueShape.written(
        as: "e-mail address",
        pattern: "^[!#-'*+./0-9=?A-Z^_`a-z{|}~-]+@[!#-'*+./0-9=?A-Z^_`a-z{|}~-]+$"
    )

    /// Whether a text can be an address: nothing in it ends a line, a command or a header.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>()[],;:\\\"".utf8.contains($0) }
    }

    var bytes: [UInt8] {
        let head = [
            "From: <\(from)>",
            "To: " + to.map { "<\($0)>" }.joined(separator: ",\r\n "),
            "Subject: " + Self.encodedWords(subject),
            "Date: " + Self.dateText(date),
            "Message-ID: <\(id)@planrun>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let body = Base64.lines(Array(text.utf8), of: 76)
        return Array((head + [""] + body).map { $0 + "\r\n" }.joined().utf8)
    }

    /// Text in a header, in words of base64 (RFC 2047) that are short enough for every line.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > 42 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?" + Base64.text($0) + "?=" }.joined(separator: "\r\n ")
    }

    /// Such as `Sun, 29 Nov 2026 22:05:00 +0000`.
    static func dateText(_ seconds: Int) -> String {
        let day = CivilDate(number: seconds / 86_400)
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = day.text.split(separator: "-").compactMap { Int($0) }
        // 1970-01-01 was a Thursday.
        let weekday = weekdays[(day.number + 3) % 7]
        let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(weekday), \(parts[2]) \(months[parts[1] - 1]) \(parts[0]) \(time.joined(separator: ":")) +0000"
    }
}
