package import Plan

/// Where a request goes: as it goes over the wire, and as people may read it.
package struct HTTPAddress: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The whole URL, with the values of secrets.
    let wire: String
    /// The URL without its query, and with `${NAME}` in the place of a secret's value.
    package let shown: String
    /// Whether nothing of the wire's form may be shown.
    let isSecret: Bool

    /// - Throws: where a secret is not known, or the text is no URL of `http` or `https`.
    package init(_ text: SecretText, _ secrets: Secrets) throws(HTTPFailure) {
        let shown = text.parts.map { part in
            switch part {
            case .text(let text): text
            case .secret(let name): "${\(name)}"
            }
        }
        self.shown = String(shown.joined().prefix { $0 != "?" && $0 != "#" })
        isSecret = !text.names.isEmpty
        guard let wire = secrets.reveal(text) else {
            throw HTTPFailure(.badRequest, "`\(self.shown)` has a secret in it that is not set")
        }
        let scheme = wire.prefix { $0 != "/" }.lowercased()
        guard scheme == "http:" || scheme == "https:", !wire.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw HTTPFailure(.badRequest, "`\(self.shown)` is no address that begins with `http://` or `https://`")
        }
        self.wire = wire
    }

    /// An address without secrets.
    package init(_ url: String) throws(HTTPFailure) { try self.init(SecretText([.text(url)]), Secrets()) }

    private init(wire: String, shown: String, isSecret: Bool) {
        self.wire = wire
        self.shown = shown
        self.isSecret = isSecret
    }

    /// The address below this one; a `/` at its end and one at the beginning of `path` are one. A query stays behind.
    package func appending(_ path: String) -> HTTPAddress {
        guard !path.isEmpty else { return self }
        func joined(_ base: String) -> String {
            let end = base.firstIndex { $0 == "?" || $0 == "#" } ?? base.endIndex
            let stem = base[..<end]
            return (stem.hasSuffix("/") ? stem.dropLast() : stem) + path + base[end...]
        }
        return HTTPAddress(wire: joined(wire), shown: joined(shown), isSecret: isSecret)
    }

    /// Whether it is on the same server as another, or on the encrypted side of it.
    func isSameServer(as other: HTTPAddress) -> Bool { HTTPRedirect.isSameServer(other.wire, wire) }

    /// Another place on the same server, where this one is led on to.
    func moved(to wire: String) -> HTTPAddress { HTTPAddress(wire: wire, shown: shown, isSecret: isSecret) }

    package var description: String { shown }
    package var debugDescription: String { shown }
    package var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}
