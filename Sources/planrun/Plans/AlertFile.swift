import Compiler
import Diagnostics
import Plan
import Platform

/// A file that a notifier is to append alerts to, looked at before anything is written.
struct AlertFile {
    private let file: Located<String>
    private let folder: String
    private let path: String

    init(_ file: Located<String>, folder: String) {
        self.file = file
        self.folder = folder
        path = Path.join(folder, file.value)
    }

    /// What keeps alerts from being written there; nil where nothing does, as far as can be told without writing.
    func problem(_ plan: ReleasePlan) -> Diagnostic? {
        if let read = plan.filesRead.first(where: { isSame($0.file.value) }) {
            return Diagnostic(
                .unusableAlertFile,
                "alerts would be written into `\(file.value)`, which is \(read.what)",
                at: .init(file.span),
                secondary: [.init(read.file.span, "read here")],
                help: ["name a file of its own, such as `alerts.jsonl`"]
            )
        }
        return reason.map {
            Diagnostic(
                .unusableAlertFile,
                "cannot write `\(file.value)`: \($0)",
                at: .init(file.span),
                notes: ["the path starts from the plan's folder, `\(folder)`"]
            )
        }
    }

    private func isSame(_ other: String) -> Bool {
        let other = Path.join(folder, other)
        guard let own = FileSystem.resolved(path), let another = FileSystem.resolved(other) else {
            return path == other
        }
        return own == another
    }

    /// Folders that are missing are made, so the first one that is there decides.
    private var reason: String? {
        if FileSystem.exists(path) {
            if FileSystem.isFolder(path) { return "it is a folder" }
            if !FileSystem.isRegularFile(path) { return "it is a pipe or a device, not a file" }
            return FileSystem.problemWriting(path)?.reason
        }
        var parent = Path.folder(of: path)
        while !FileSystem.exists(parent), parent != Path.folder(of: parent) { parent = Path.folder(of: parent) }
        guard FileSystem.isFolder(parent) else { return "`\(parent)` is no folder" }
        return FileSystem.problemWriting(parent)?.reason
    }
}

extension ReleasePlan {
    /// The files that the plan reads, and what they are.
    fileprivate var filesRead: [(file: Located<String>, what: String)] {
        let data = self.data.compactMap { data in data.csv.map { ($0, "the data `\(data.name.value)`") } }
        let models = self.models.compactMap { model in
            model.file.map { ($0.path, "the file of the \(model.role.value.rawValue)") }
        }
        let others: [(Located<String>?, String)] = [
            (traffic?.log?.file, "the traffic's log"), (labels?.from, "the file of labels"),
            (feedback?.from, "the file of feedback"),
        ]
        return data + models + others.compactMap { file, what in file.map { ($0, what) } }
    }
}
