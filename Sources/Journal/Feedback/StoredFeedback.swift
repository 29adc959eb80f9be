package import Digests

/// One thing that a person said of a run, as it is stored.
package struct StoredFeedback: Sendable, Hashable {
    /// How it came in.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case add, `import`
    }

    /// The model that answered, where it came with the entry.
    package enum Model: String, Sendable, Hashable {
        case candidate, baseline
    }

    package enum Thumb: String, Sendable, Hashable {
        case up, down
    }

    /// What is to be stored.
    package struct Draft: Sendable, Hashable {
        /// Its time in the run, in nanoseconds from the run's start: what it counts by.
        package let at: Int
        /// The time that came with it, in nanoseconds from the run's start, or nil where none did.
        package let said: Int?
        package let unit: String
        package let rating: Double?
        package let thumb: Thumb?
        package let text: String?
        package let model: Model?

        package init(
            at: Int,
            said: Int?,
            unit: String,
            rating: Double?,
            thumb: Thumb?,
            text: String?,
            model: Model? = nil
        ) {
            self.model = model
            self.at = at
            self.said = said
            self.unit = unit
            self.rating = rating
            self.thumb = thumb
            self.text = text
        }
    }

    package let draft: Draft
    /// When it came in, RFC 3339, as given by whoever added it.
    package let receivedAt: String
    package let source: Source
    /// Its digest under the store's key and a salt of its own; see `FeedbackSchema`.
    package let digest: Digest
    /// The beginning of the observation that counted it, in nanoseconds, or nil where none has.
    package let taken: Int?

    /// Its time in the run: where an observation counted it late, that one's beginning.
    package var at: Int { max(draft.at, taken ?? 0) }
}

extension StoredFeedback.Draft {
    /// The digest of all that it says. Each text comes after its length, so that no two entries give the same bytes.
    func digest(run: String, salt: [UInt8], key: DigestKey) -> Digest {
        var message = salt
        func add(_ number: UInt64) { withUnsafeBytes(of: number.littleEndian) { message.append(contentsOf: $0) } }
        func add(_ text: String?) {
            guard let text else { return add(UInt64.max) }
            add(UInt64(text.utf8.count))
            message.append(contentsOf: text.utf8)
        }
        add(run)
        add(UInt64(bitPattern: Int64(at)))
        add(unit)
        add(rating.map { String(describing: $0) })
        add(thumb?.rawValue)
        add(text)
        // An entry that names none has the digest that it had before any could.
        if let model { add(model.rawValue) }
        return key.digest(message)
    }
}
