import Platform
import Testing

@Suite struct PathTests {
    /// As `dirname` of coreutils says.
    @Test(arguments: [
        ("plan.yaml", "."), ("a/plan.yaml", "a"), ("/plan.yaml", "/"), ("/a/b/plan.yaml", "/a/b"), ("a/", "."),
        ("a/b/", "a"), ("a//", "."), ("a//b", "a"), ("//a", "/"), ("/", "/"), ("//", "/"), ("", "."), (".", "."),
        ("./a", "."), ("../a", ".."), ("a/\u{301}b", "a"),
    ])
    func theFolderHoldsTheFile(path: String, folder: String) {
        #expect(Path.folder(of: path) == folder)
    }

    /// As `basename` of coreutils says.
    @Test(arguments: [
        ("plan.yaml", "plan.yaml"), ("a/plan.yaml", "plan.yaml"), ("/a/b/", "b"), ("/", "/"), ("", ""), ("..", ".."),
        ("a/\u{301}b", "\u{301}b"),
    ])
    func theNameIsTheLastPart(path: String, name: String) {
        #expect(Path.name(of: path) == name)
    }

    @Test(arguments: [
        ("a", "b", "a/b"), ("a/", "b", "a/b"), (".", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"), ("", "b", "b"),
        ("a", "../b", "a/../b"), ("a", "/\u{301}b", "/\u{301}b"),
    ])
    func aPathIsSeenFromAFolder(folder: String, path: String, joined: String) {
        #expect(Path.join(folder, path) == joined)
    }

    @Test(arguments: ["a", "a/b", "./a", "a/../b", "a/./b", "a/b/../..", "..a/b", "...", "a//b", "", "."])
    func aPathThatStaysInside(path: String) {
        #expect(Path.staysInside(path))
    }

    @Test(arguments: [
        "..", "../a", "a/../..", "a/../../b", "/a", "/", "./..", "a//../..", "//a", "..//a",
        // A combining mark joins the `/` before it to one Character, but not for the system.
        "../\u{301}/a", "/\u{301}a", "a/\u{301}/../../..", "..\0", "a\0/../b",
    ])
    func aPathThatLeaves(path: String) {
        #expect(!Path.staysInside(path))
    }
}
