package import Execution
import JSON
package import Plan
import Platform

/// Appends alerts to a file, one JSON object a line; a notification that the file already has is not written again.
package struct FileNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "file",
        "Appends alerts to a file, one JSON object a line.",
        options: [FieldShape("file", .path, required: true, "The file to append to, below the plan's folder.")],
        deduplicates: true
    )

    private let context: NotifierContext
    private let path: String

    private static let newline = UInt8(ascii: "\n")

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        let file = options.text(descriptor.name) ?? "alerts.jsonl"
        return FileNotifier(context: context, path: Path.join(context.folder, file))
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let line = NotificationLine(notification, in: context)
        let known = try content()
        if known.keys.contains(line.key) { return }
        do throws(PlatformError) {
            try FileSystem.createFolder(Path.folder(of: path))
            let file = try AppendingFile(path: path)
            // Half a line may be left by a crash or a full disk.
            try file.append((known.isWhole ? [] : [Self.newline]) + line.bytes)
            try file.synchronize()
        } catch {
            throw NotificationError(error.description)
        }
    }

    /// The keys of the alerts in the file, and whether its last line is whole. A file that holds other things is none to
    /// append to: a plan may name its own data by mistake.
    private func content() throws(NotificationError) -> (keys: Set<String>, isWhole: Bool) {
        guard FileSystem.exists(path) else { return ([], true) }
        guard FileSystem.isRegularFile(path) else {
            throw NotificationError("cannot write `\(path)`: it is no file to append to")
        }
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.read(path)
        } catch {
            throw NotificationError(error.description)
        }
        let lines = bytes.split(separator: Self.newline)
        // Where the power failed, zeros may stand for what was not yet on the disk; no text has them.
        guard lines.allSatisfy({ $0.first == UInt8(ascii: "{") || $0.first == 0 }) else {
            throw NotificationError("cannot write `\(path)`: it holds other things than alerts")
        }
        let keys = lines.compactMap { (try? JSONValue(parsing: Array($0)))?["key"]?.string }
        return (Set(keys), bytes.last == nil || bytes.last == Self.newline)
    }
}
