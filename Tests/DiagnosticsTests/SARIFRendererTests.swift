import Diagnostics
import JSON
import Testing

@Suite struct SARIFRendererTests {
    private func run(
        _ diagnostics: [Diagnostic],
        _ map: SourceMap,
        allowed: [AllowedDiagnostic] = [],
        isSuccessful: Bool = true
    ) throws -> JSONValue {
        let examined = ExaminedPlans(allowed: allowed)
        let renderer = SARIFRenderer(examined, version: "1.2.3", isSuccessful: isSuccessful)
        let log = try JSONValue(parsing: renderer.render(diagnostics, in: map))
        #expect(log["version"]?.string == "2.1.0")
        return try #require(log["runs"]?.array?.first)
    }

    private func region(_ result: JSONValue?) -> JSONValue? {
        result?["locations"]?.array?.first?["physicalLocation"]?["region"]
    }

    @Test func aRunNamesToolRulesAndLevels() throws {
        let (map, span) = Samples.source("a: 1\nb: 2\n")
        let all = [
            Diagnostic(Samples.unused, "second", at: .init(span("b"))),
            Diagnostic(Samples.unknownKey, "first", at: .init(span("a"), "here"), notes: ["n"], help: ["h"]),
            Diagnostic(Samples.remark, "third", at: .init(span("2"))),
        ]
        let run = try run(all, map)
        let driver = run["tool"]?["driver"]
        #expect(driver?["name"]?.string == "planrun" && driver?["semanticVersion"]?.string == "1.2.3")
        #expect(driver?["rules"]?.array?.compactMap { $0["id"]?.string } == ["PR0203", "PR0301", "PR0302"])
        #expect(driver?["rules"]?.array?.first?["help"]?["text"]?.string?.isEmpty == false)
        let results = try #require(run["results"]?.array)
        #expect(results.compactMap { $0["level"]?.string } == ["error", "warning", "note"])
        #expect(results.compactMap { $0["ruleIndex"]?.integer } == [0, 1, 2])
        #expect(results[0]["message"]?["text"]?.string == "first\nnote: n\nhelp: h")
        #expect(results[0]["locations"]?.array?.first?["message"]?["text"]?.string == "here")
        #expect(run["columnKind"]?.string == "unicodeCodePoints")
    }

    /// The oracle counts the scalars of the text before the place, in Swift's own strings.
    @Test(arguments: ["", "\u{FEFF}", "# é\n", "# 性能😀\r\n", "\u{FEFF}# é😀\n"])
    func regionsCountBytesAndCodePoints(head: String) throws {
        let text = head + "é😀: 性能 # x\n" + String(repeating: "é", count: 5000) + "\nlast: y\n"
        for piece in ["性能", "last", "y"] {
            let (map, span) = Samples.source(text)
            let results = try run([Diagnostic(Samples.unused, "m", at: .init(span(piece)))], map)["results"]?.array
            let place = region(results?.first)
            let before = try #require(text.firstRange(of: piece)).lowerBound
            let scalars = text[..<before].unicodeScalars.filter { $0 != "\u{FEFF}" }
            let line = scalars.count { $0 == "\n" } + 1
            let column = scalars.reversed().prefix { $0 != "\n" }.count + 1
            #expect(place?["charOffset"]?.integer == scalars.count)
            #expect(place?["charLength"]?.integer == piece.unicodeScalars.count)
            #expect(place?["byteOffset"]?.integer == text[..<before].utf8.count)
            #expect(place?["byteLength"]?.integer == piece.utf8.count)
            #expect(place?["startLine"]?.integer == line && place?["endLine"]?.integer == line)
            #expect(place?["startColumn"]?.integer == column)
            #expect(place?["endColumn"]?.integer == column + piece.unicodeScalars.count)
        }
    }

    /// Section 3.27.23: all results have the member, or none has.
    @Test func whatACommentAllowsIsASuppressedResult() throws {
        let (map, span) = Samples.source("a: 1 # why\nb: 2\n")
        let warning = Diagnostic(Samples.unused, "allowed", at: .init(span("a")))
        let allowed = AllowedDiagnostic(warning, comment: span("# why"), reason: "known")
        let other = Diagnostic(Samples.unused, "left", at: .init(span("b")))
        let results = try #require(run([other], map, allowed: [allowed])["results"]?.array)
        #expect(results.compactMap { $0["message"]?["text"]?.string } == ["allowed", "left"])
        #expect(results.map { $0["suppressions"]?.array?.count } == [1, 0])
        let suppression = results[0]["suppressions"]?.array?.first
        #expect(suppression?["kind"]?.string == "inSource" && suppression?["justification"]?.string == "known")
        let region = suppression?["location"]?["physicalLocation"]?["region"]
        #expect(region?["byteOffset"]?.integer == 5 && region?["byteLength"]?.integer == 5)
    }

    @Test func fixesAndSecondaryLabelsGoAlong() throws {
        let (map, span) = Samples.source("a: 1\nab: 2\n")
        let fix = Diagnostic.Fix(span("ab"), replacement: "b")
        let all = [
            Diagnostic(
                Samples.unknownKey,
                "m",
                at: .init(span("ab")),
                secondary: [.init(span("a: 1"), "there")],
                help: ["h"],
                fix: fix
            )
        ]
        let result = try #require(run(all, map)["results"]?.array?.first)
        let related = result["relatedLocations"]?.array?.first
        #expect(related?["id"]?.integer == 1 && related?["message"]?["text"]?.string == "there")
        #expect(related?["physicalLocation"]?["region"]?["byteLength"]?.integer == 4)
        let change = result["fixes"]?.array?.first?["artifactChanges"]?.array?.first
        #expect(change?["artifactLocation"]?["uri"]?.string == "plan.yaml")
        let replacement = change?["replacements"]?.array?.first
        #expect(replacement?["deletedRegion"]?["byteOffset"]?.integer == 5)
        #expect(replacement?["insertedContent"]?["text"]?.string == "b")
    }

    @Test(arguments: [
        ("plans/a.yaml", "plans/a.yaml"), ("./a.yaml", "a.yaml"), ("a b/é.yaml", "a%20b/%C3%A9.yaml"),
        ("c:x#y?.yaml", "c%3Ax%23y%3F.yaml"), ("/tmp/a.yaml", "file:///tmp/a.yaml"), ("<stdin>", "%3Cstdin%3E"),
    ])
    func pathsAreURIs(path: String, uri: String) throws {
        let (map, span) = Samples.source("a: 1\n", named: path)
        let run = try run([Diagnostic(Samples.unused, "m", at: .init(span("a")))], map)
        let location = run["artifacts"]?.array?.first?["location"]
        #expect(location?["uri"]?.string == uri)
        #expect(location?["uriBaseId"]?.string == (uri.hasPrefix("file:") ? nil : "%SRCROOT%"))
    }

    @Test func aFileReadTwiceIsOneArtifact() throws {
        var map = SourceMap()
        let files = ["p.yaml", "d.csv", "q.yaml", "d.csv"].map {
            map.add(SourceFile(name: $0, bytes: [UInt8]("xy\n".utf8)))
        }
        let all = files.map { Diagnostic(Samples.unused, "m", at: .init(SourceSpan(file: $0, 0..<1))) }
        let run = try run(all, map)
        #expect(run["artifacts"]?.array?.count == 3)
        let indices = run["results"]?.array?.compactMap {
            $0["locations"]?.array?.first?["physicalLocation"]?["artifactLocation"]?["index"]?.integer
        }
        #expect(indices == [0, 1, 2, 1])
    }

    @Test func whatCannotBeKnownIsLeftOut() throws {
        var map = SourceMap()
        let part = map.add(SourceFile(name: "d.csv", bytes: [UInt8]("é,b\n".utf8), firstLine: 7, firstOffset: 100))
        let gone = map.add(SourceFile(name: "gone.yaml", bytes: []))
        let all = [
            Diagnostic(Samples.unused, "m", at: .init(SourceSpan(file: part, 3..<4))),
            Diagnostic(Samples.unknownKey, "m", at: .init(SourceSpan(file: gone, 0..<0))),
        ]
        let run = try run(all, map, isSuccessful: false)
        let results = try #require(run["results"]?.array)
        #expect(region(results[0])?["byteOffset"]?.integer == 103 && region(results[0])?["startLine"]?.integer == 7)
        #expect(region(results[0])?["charOffset"] == nil)
        #expect(region(results[1]) == nil)
        #expect(run["invocations"]?.array?.first?["executionSuccessful"] == .bool(false))
    }

    @Test func bracketsThatReadAsALinkAreEscaped() throws {
        let (map, span) = Samples.source("a: 1\n")
        let all = [
            Diagnostic(Samples.unused, "`recall[x]` and `[1]`", at: .init(span("a"))),
            Diagnostic(Samples.unused, "see [a](b)", at: .init(span("1"))),
        ]
        let texts = try run(all, map)["results"]?.array?.compactMap { $0["message"]?["text"]?.string }
        #expect(texts == ["`recall[x]` and `[1]`", #"see \[a\](b)"#])
    }

    @Test func nothingIsARunWithoutResults() throws {
        let run = try run([], SourceMap())
        #expect(run["results"]?.array == [] && run["artifacts"]?.array == [])
    }
}
