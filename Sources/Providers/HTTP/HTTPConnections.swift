import Synchronization

/// Connections that wait for their next request: a server that is asked again and again is connected to once.
final class HTTPConnections: Sendable {
    /// More than these are closed when they are no longer used.
    private static let most = 8

    private let idle = Mutex<[HTTPConnection]>([])

    func take() throws(HTTPFailure) -> HTTPConnection {
        guard let connection = idle.withLock({ $0.popLast() }) else { return try HTTPConnection() }
        connection.reset()
        return connection
    }

    func giveBack(_ connection: HTTPConnection) {
        idle.withLock { if $0.count < Self.most { $0.append(connection) } }
    }
}
