/// The colours of diagnostics on a terminal, or none.
struct TerminalStyle {
    let isColoured: Bool

    enum Role {
        case error, warning, note, strong, frame
    }

    func apply(_ role: Role, to text: String) -> String {
        guard isColoured, !text.isEmpty else { return text }
        let code =
            switch role {
            case .error: "1;31"
            case .warning: "1;33"
            case .note: "1;36"
            case .strong: "1"
            case .frame: "1;34"
            }
        return "\u{1b}[\(code)m\(text)\u{1b}[0m"
    }
}

extension Severity {
    var role: TerminalStyle.Role {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
