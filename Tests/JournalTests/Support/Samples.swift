import Journal

let digest = String(repeating: "ab", count: 32)
let morning = "2026-03-01T09:30:00Z"

extension Journal {
    static func opened(_ folder: TemporaryFolder) throws -> Journal {
        try open(folder: folder.path, createIfMissing: true)
    }

    func created(_ plan: String = "iris", target: String? = nil) throws -> RunJournal {
        try createRun(
            plan: plan,
            planPath: "plans/\(plan).yaml",
            programDigest: digest,
            startedAt: morning,
            target: target
        )
    }
}

extension RunJournal {
    func commit() throws { try commit(state: .running, stage: "canary", at: morning) }

    /// Appends and commits as one batch.
    func write(_ texts: String...) throws {
        for text in texts { try append(Array(text.utf8)) }
        try commit()
    }
}

func event(_ number: Int) -> String { #"{"event":\#(number)}"# }

func texts(_ records: [[UInt8]]) -> [String] { records.map { String(decoding: $0, as: UTF8.self) } }

/// The error that the body throws, or nil.
func journalError(_ body: () throws -> Void) -> JournalError? {
    do {
        try body()
        return nil
    } catch {
        return error as? JournalError
    }
}
