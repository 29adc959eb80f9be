/// The servers of one backend, as HAProxy's `show servers state` lists them.
struct HAProxyServers {
    struct Server {
        let name: String
        /// What the server was given, from 0 to 256.
        let weight: Int
        /// Whether requests go to it, where its weight is not 0.
        let takesTraffic: Bool
    }

    let servers: [Server]

    /// Nil where the text is not such a list.
    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard let head = lines.first(where: { $0.hasPrefix("# ") }) else { return nil }
        let columns = head.dropFirst(2).split(separator: " ")
        guard let name = columns.firstIndex(of: "srv_name"), let weight = columns.firstIndex(of: "srv_uweight"),
            let operation = columns.firstIndex(of: "srv_op_state"),
            let administration = columns.firstIndex(of: "srv_admin_state")
        else { return nil }
        var servers: [Server] = []
        for line in lines where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            // The first line is the version of the format.
            guard words.count > 1 else { continue }
            guard words.count >= columns.count, let given = Int(words[weight]) else { return nil }
            servers.append(
                Server(
                    name: String(words[name]),
                    weight: given,
                    // Starting or running, and neither in maintenance nor drained.
                    takesTraffic: ["1", "2"].contains(words[operation]) && words[administration] == "0"
                )
            )
        }
        self.servers = servers
    }

    subscript(name: String) -> Server? { servers.first { $0.name == name } }
}
