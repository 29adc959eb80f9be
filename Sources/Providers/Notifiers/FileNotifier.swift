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

    private let run: String
    private let path: String

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        FileNotifier(run: context.run, path: Path.join(context.folder, options.text(descriptor.name) ?? "alerts.jsonl"))
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let line = NotificationLine(notification, run: run)
        do throws(PlatformError) {
            if try contains(line.key) { return }
            try FileSystem.createFolder(Path.folder(of: path))
            let file = try AppendingFile(path: path)
            try file.append(line.bytes)
            try file.synchronize()
        } catch {
            throw NotificationError(error.description)
        }
    }

    private func contains(_ key: String) throws(PlatformError) -> Bool {
        guard FileSystem.exists(path) else { return false }
        return try FileSystem.read(path).split(separator: UInt8(ascii: "\n")).contains { line in
            (try? JSONValue(parsing: Array(line)))?["key"]?.string == key
        }
    }
}
