import Foundation
import Platform

/// A folder in which a test writes programs of its own.
struct Scripts {
    let folder: String

    init(_ name: String) throws {
        // As in the command line, a program that closes its input must not end whoever writes to it.
        StandardStream.prepare()
        folder = try testFolder(name)
    }

    func write(_ text: String, named name: String) throws {
        let path = folder + "/" + name
        try FileSystem.replace(path, with: Array(text.utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// A script of `sh`.
    func shell(_ text: String, named name: String = "program") throws { try write("#!/bin/sh\n\(text)\n", named: name) }

    func text(_ name: String) throws -> String {
        String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
    }
}
