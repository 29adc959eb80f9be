import Diagnostics
import PlanSyntax
import Testing

struct SyntaxCodesTests {
    @Test func codesAreDistinct() {
        #expect(Set(SyntaxCodes.all.map(\.id)).count == SyntaxCodes.all.count)
        #expect(Set(SyntaxCodes.all.map(\.slug)).count == SyntaxCodes.all.count)
    }

    @Test(arguments: SyntaxCodes.all.map(\.id))
    func codesAreOfThisRoom(id: String) { #expect(id.hasPrefix("PR01") && id.count == 6) }

    @Test func everyCodeOfTheTableIsListed() {
        for row in ReaderProblem.table { #expect(SyntaxCodes.all.contains(row.code)) }
    }
}
