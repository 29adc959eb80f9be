import Compiler
import Diagnostics
import Plan
import Platform

/// A file that alerts are to be appended to, or that a router is to write, looked at before anything is written.
struct WrittenFile {
    private let file: Located<String>
    private let folder: String
    private let path: String
    /// The plan's own file, where it is in one.
    private let planFile: String?

    init(_ file: Located<String>, folder: String, planFile: String?) {
        self.file = file
        self.folder = folder
        self.planFile = planFile
        path = Path.join(folder, file.value)
    }

    /// What keeps alerts from being written there; nil where nothing does, as far as can be told without writing.
    func problem(_ plan: ReleasePlan) -> Diagnostic? {
        if let problem = ownPlan("alerts would be written into", .unusableAlertFile) { return problem }
        if let read = (plan.filesRead + plan.routerFiles).first(where: { isSame(Path.join(folder, $0.file.value)) }) {
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

    /// What is lost if a router writes its rules there; nil where nothing is.
    func problemOfRouter(_ plan: ReleasePlan) -> Diagnostic? {
        if let problem = ownPlan("the router's rules would be written into", .contestedFile) { return problem }
        return plan.filesRead.first { isSame(Path.join(folder, $0.file.value)) }.map { read in
            Diagnostic(
                .contestedFile,
                "the router's rules would be written into `\(file.value)`, which is \(read.what)",
                at: .init(file.span),
                secondary: [.init(read.file.span, "read here")]
            )
        }
    }

    private func ownPlan(_ words: String, _ code: DiagnosticCode) -> Diagnostic? {
        guard let planFile, isSame(planFile) else { return nil }
        return Diagnostic(code, "\(words) `\(file.value)`, which is the plan itself", at: .init(file.span))
    }

    private func isSame(_ other: String) -> Bool {
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
    fileprivate var routerFiles: [(file: Located<String>, what: String)] {
        (traffic?.router?.files ?? []).map { ($0, "the router's file") }
    }

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
        let labels = (self.labels?.sources ?? []).compactMap { source in
            source.from.map { ($0, "the labels `\(source.name.value)`") }
        }
        return data + models + labels + others.compactMap { file, what in file.map { ($0, what) } }
    }
}
