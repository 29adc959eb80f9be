import Plan

/// The addresses that plans name: those of web servers, RFC 3986 without what no plan needs.
enum PlanURL {
    /// Whether the text begins with `http://` or `https://` and a host, perhaps with a port, and has no blanks, control
    /// characters or characters outside ASCII. A user and password before the host is allowed to secrets alone.
    static func isWellFormed(_ text: String, allowsUser: Bool = false) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.lowercased().hasPrefix) else { return false }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !#"<>"\^`{|}"#.utf8.contains($0) }) else { return false }
        let rest = text.dropFirst(scheme.count)
        var authority = rest.prefix { !"/?#".contains($0) }
        if let at = authority.lastIndex(of: "@") {
            guard allowsUser else { return false }
            authority = authority[authority.index(after: at)...]
        }
        return isHost(authority)
    }

    private static func isHost(_ authority: Substring) -> Bool {
        var host = authority
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return false }
            let address = authority[authority.index(after: authority.startIndex)..<close]
            guard !address.isEmpty, address.allSatisfy({ $0.isHexDigit || ":.".contains($0) }) else { return false }
            return isPort(authority[authority.index(after: close)...])
        }
        if let colon = authority.firstIndex(of: ":") {
            guard isPort(authority[colon...]) else { return false }
            host = authority[..<colon]
        }
        return !host.isEmpty
            && host.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-._~%".utf8.contains($0) }
    }

    /// Nothing, or a colon and a number that a port can have.
    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        let digits = text.dropFirst()
        guard text.first == ":", digits.utf8.allSatisfy(\.isASCIIDigit), let port = Int(digits) else { return false }
        return (1...65_535).contains(port)
    }
}
