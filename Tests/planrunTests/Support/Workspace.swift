import Foundation
import Testing

/// A folder of its own for one test, with the iris data in it; removed with all its files.
final class Workspace: Sendable {
    let path: String

    init(plan: TinyPlan? = nil) throws {
        path = FileManager.default.temporaryDirectory.path + "/planrun-cli-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Self.repository + "/plans/data/iris.csv", toPath: self["iris.csv"])
        if let plan { try write(plan.text, to: "tiny.yaml") }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The folder that holds `Package.swift`.
    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    subscript(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws { try write([UInt8](text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = URL(fileURLWithPath: self[name])
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func text(of name: String) throws -> String { try String(contentsOfFile: self[name], encoding: .utf8) }

    func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: self[name]))) }

    /// Replaces a text of the same length, everywhere in a file of any kind.
    func replace(_ old: String, with new: String, in name: String) throws {
        var content = try bytes(of: name)
        let (old, new) = ([UInt8](old.utf8), [UInt8](new.utf8))
        let places = content.indices.filter { content[$0...].starts(with: old) }
        if places.isEmpty { Issue.record("\(name) has nothing to replace") }
        for place in places { content.replaceSubrange(place..<place + old.count, with: new) }
        try write(content, to: name)
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }

    /// Every file and folder below with what tells a change: size, time of the last change, number of links.
    func listing() throws -> [String: String] {
        var listing: [String: String] = [:]
        let names = try FileManager.default.subpathsOfDirectory(atPath: path) + ["."]
        for name in names {
            let facts = try FileManager.default.attributesOfItem(atPath: self[name])
            let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            listing[name] = "\(facts[.size] ?? 0) bytes, \(time), \(facts[.referenceCount] ?? 0) links"
        }
        return listing
    }

    /// Runs planrun in this folder to its end.
    @discardableResult
    func run(
        _ arguments: String...,
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws -> Invocation.Result {
        try run(arguments, input: input, environment: environment)
    }

    @discardableResult
    func run(
        _ arguments: [String],
        input: [UInt8] = [],
        environment: [String: String] = [:]
    ) throws -> Invocation.Result {
        try Invocation(arguments, in: path, environment: environment).run(input: input)
    }

    /// Runs a line of `sh`, in which `planrun` is the binary under test.
    @discardableResult
    func shell(_ line: String) throws -> Invocation.Result {
        try Invocation(shell: line, in: path).run(input: [])
    }
}
