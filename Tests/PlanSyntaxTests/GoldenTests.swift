import Testing

/// Every fixture against the output beside it: a new case needs no code.
struct GoldenTests {
    @Test(arguments: Golden.names(in: "ok"))
    func trees(name: String) throws {
        let parsed = try Parsed(Golden.input("ok", name))
        #expect(parsed.slugs == [])
        try Golden.check(parsed.tree, "ok", name)
    }

    @Test(arguments: Golden.names(in: "err"))
    func findings(name: String) throws {
        let parsed = try Parsed(Golden.input("err", name))
        #expect(!parsed.slugs.isEmpty)
        try Golden.check(parsed.diagnostics, "err", name)
    }
}
