import Compiler
import Diagnostics
import Testing

/// Every fixture against the output beside it: a new case needs no code.
struct FindingTests {
    @Test(arguments: Golden.names(in: "err"))
    func findings(name: String) throws {
        let compiled = Compiled(try Golden.input("err", name), name: "\(name).yaml")
        #expect(!compiled.diagnostics.isEmpty)
        try Golden.check(compiled.findings, "err", "\(name).out")
    }

    /// A code that no fixture raises is one whose message nobody has read; but for that of the compiler's own mistakes, that of two
    /// plans, and those about scenarios and tests, which are other documents than plans.
    @Test func everyCodeIsRaised() throws {
        var raised: Set<DiagnosticCode> = []
        for name in Golden.names(in: "err") {
            raised.formUnion(Compiled(try Golden.input("err", name)).diagnostics.map(\.code))
        }
        for name in Golden.names(in: "ok") {
            raised.formUnion(Compiled(try Golden.input("ok", name)).missingCapabilities.map(\.code))
        }
        raised.formUnion(TestCodes.all)
        let unread = CompilerCodes.all.filter { !raised.contains($0) }.map(\.slug)
        #expect(unread == ["included-plan", "inconsistent-program", "ineffective-scenario"])
    }

    @Test func codesAreDistinct() {
        #expect(Set(CompilerCodes.all.map(\.id)).count == CompilerCodes.all.count)
        #expect(Set(CompilerCodes.all.map(\.slug)).count == CompilerCodes.all.count)
        #expect(CompilerCodes.all.map(\.id) == CompilerCodes.all.map(\.id).sorted())
    }

    /// Messages start in lower case or with a name in backticks, end without a period, and are about a place in the file.
    @Test(arguments: Golden.names(in: "err"))
    func style(name: String) throws {
        let compiled = Compiled(try Golden.input("err", name))
        for found in compiled.diagnostics where CompilerCodes.all.contains(found.code) {
            let first = found.message.first
            #expect(first == "`" || first?.isLowercase == true || first?.isNumber == true, "\(found.message)")
            #expect(found.message.last != ".", "\(found.message)")
            #expect(
                found.message.split(separator: "`", omittingEmptySubsequences: false).count % 2 == 1,
                "\(found.message)"
            )
        }
    }

    /// A fix that is offered removes the finding that offers it.
    @Test(arguments: Golden.names(in: "err"))
    func fixesMend(name: String) throws {
        let input = try Golden.input("err", name)
        let text = Array(input.utf8)
        let compiled = Compiled(input)
        for found in compiled.diagnostics {
            guard let fix = found.fix else { continue }
            var mended = text
            mended.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
            let after = Compiled(String(decoding: mended, as: UTF8.self)).diagnostics.count {
                $0.message == found.message
            }
            #expect(after < compiled.diagnostics.count { $0.message == found.message }, "\(found.message)")
        }
    }
}
