import Datasets
import Digests
import Execution
import Journal
import Plan

/// The feedback that is added to a run, as its world asks for it. The store is opened once there is one, since the first
/// entry may come in while the run goes on.
final class RunFeedback: FeedbackSource {
    private let run: String
    private let folder: String
    private var store: FeedbackStore?

    init(run: String, folder: String) {
        self.run = run
        self.folder = folder
    }

    func take(in interval: Range<Duration>) throws(FeedbackSourceError) -> [SourcedFeedback] {
        do throws(FeedbackStoreError) {
            if store == nil { store = try FeedbackStore.open(folder: folder, createIfMissing: false) }
            guard let store else { return [] }
            let entries = try store.take(
                of: run,
                from: Int(interval.lowerBound.nanoseconds),
                to: Int(interval.upperBound.nanoseconds)
            )
            return entries.map { SourcedFeedback(entry: $0.entry, digest: Self.text(of: $0.digest)) }
        } catch {
            throw FeedbackSourceError(error.description)
        }
    }

    /// How events name an entry: the first half of its digest, 128 bits.
    static func text(of digest: Digest) -> String {
        String(digest.description.prefix(Digest.byteCount))
    }
}

extension StoredFeedback {
    /// The entry as worlds and reports take it.
    var entry: FeedbackEntry {
        FeedbackEntry(
            after: .nanoseconds(at),
            unit: draft.unit,
            rating: draft.rating,
            thumb: draft.thumb.flatMap { FeedbackEntry.Thumb(rawValue: $0.rawValue) },
            text: draft.text,
            model: draft.model.flatMap { ModelRole(rawValue: $0.rawValue) }
        )
    }
}
