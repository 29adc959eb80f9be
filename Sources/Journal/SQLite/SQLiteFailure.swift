internal import CSQLite
internal import Platform

/// What SQLite said of a call that failed.
struct SQLiteFailure {
    /// The extended result code.
    let code: Int32
    /// The system's error number behind it, 0 where there is none.
    let systemNumber: Int32
    let message: String

    init(code: Int32, connection: OpaquePointer) {
        self.code = code
        systemNumber = sqlite3_system_errno(connection)
        message = String(cString: sqlite3_errmsg(connection))
    }

    /// The failure in the journal's terms.
    func error(path: String, purpose: Database.Purpose) -> JournalError {
        let primary = code & 0xFF
        let involvesSystem = primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR
        let system = PlatformError(.open, path, number: involvesSystem ? systemNumber : 0)
        switch primary {
        case SQLITE_FULL: return .full(path: path)
        case _ where system.isOutOfSpace: return .full(path: path)
        // The statements are right: where they do not fit, what they are about is not as it was made.
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT: return .corrupt(path: path, reason: message)
        case SQLITE_ERROR where purpose == .connect || purpose == .read || purpose == .write:
            return .corrupt(path: path, reason: message)
        case SQLITE_READONLY where purpose != .create: return .readOnly(path: path)
        case SQLITE_CANTOPEN where purpose == .open && system.isMissingFile: return .missing(path: path)
        // The file itself is open: what cannot be opened are the log and its index beside it.
        case SQLITE_CANTOPEN where purpose == .connect && (system.isForbidden || system.isMissingFile):
            return .readOnly(path: path)
        default: break
        }
        let reason =
            switch primary {
            case SQLITE_BUSY: "another process has been writing for \(Schema.busyMilliseconds / 1000) seconds"
            case _ where system.number != 0: system.reason
            // Of a limit on the size of files SQLite does not keep the number.
            case SQLITE_IOERR: "the file system refuses it; is there a limit on space or on the size of files?"
            default: message
            }
        return switch purpose {
        case .create: .notWritable(path: path, reason: reason)
        case .open, .connect: .cannotOpen(path: path, reason: reason)
        case .read: .cannotRead(path: path, reason: reason)
        case .write: .cannotWrite(path: path, reason: reason)
        }
    }
}
