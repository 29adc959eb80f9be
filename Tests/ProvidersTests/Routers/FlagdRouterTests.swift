import Audiences
import Execution
import Foundation
import Plan
import Platform
import Providers
import TestProcesses
import Testing

@Suite struct FlagdRouterTests {
    private let folder: String

    init() throws { folder = try testFolder("flagd") }

    private var file: String { folder + "/flags.json" }

    /// A file of flags as people write them: comments of flagd's kind, other flags, numbers and spaces in their own way.
    private static let flags = #"""
        {
          "$schema": "https://flagd.dev/schema/v0/flags.json",
          "flags": {
            "other": { "state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
              "targeting": { "fractional": [["candidate", 5], ["baseline", 95]] } },
            "ranker": {
              "state": "ENABLED",
              "variants": { "candidate": "v7", "baseline": "v6" },
              "defaultVariant": "baseline",
              "targeting": {
                "fractional": [
                  { "cat": [ { "var": "$flagd.flagKey" }, { "var": "targetingKey" } ] },
                  [ "candidate",   5 ],
                  [ "baseline",
                    95 ]
                ]
              },
              "metadata": { "weight": 1.50e1 }
            }
          }
        }

        """#

    private func write(_ text: String) throws { try FileSystem.replace(file, with: Array(text.utf8)) }

    private var text: String { get throws { String(decoding: try FileSystem.read(file), as: UTF8.self) } }

    private func router(_ options: [String: String] = [:]) -> any Router {
        var values: [String: OptionValues.Value] = ["file": .text("flags.json"), "flag": .text("ranker")]
        for (key, value) in options { values[key] = .text(value) }
        return FlagdRouter.make(OptionValues(values), in: ProviderContext(run: "r-1", folder: folder))
    }

    private func problem(_ work: () async throws -> Void) async -> ProviderFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ProviderFailure
        }
    }

    @Test func onlyTheWeightsOfTheFlagChange() async throws {
        try write(Self.flags)
        try await router().set(try #require(Rational(1, 4)))
        let expected = Self.flags.replacing(#"[ "candidate",   5 ]"#, with: #"[ "candidate",   25 ]"#)
            .replacing("            95 ]", with: "            75 ]")
        #expect(try text == expected)
        #expect(try await router().share() == Rational(1, 4))
        #expect(try FileSystem.entries(of: folder).map(\.name) == ["flags.json"])
    }

    @Test(arguments: [
        (0, 1), (1, 10_000), (1, 3), (1, 2), (999_983, 1_000_003), (2_147_483_646, 2_147_483_647), (1, 1),
    ])
    func aShareIsReadBackExactly(_ numerator: Int, _ denominator: Int) async throws {
        try write(Self.flags)
        let share = try #require(Rational(numerator, denominator))
        try await router().set(share)
        #expect(try await router().share() == share)
        let once = try text
        try await router().set(share)
        #expect(try text == once)
    }

    @Test func aShareThatFlagdHasNoWeightsForIsRefused() async throws {
        try write(Self.flags)
        let share = try #require(Rational(1, 2_147_483_648))
        let failure = await problem { try await router().set(share) }
        #expect(failure?.isTransient == false)
        #expect(failure?.problem.contains("flagd takes no weights whose sum is 2147483648") == true)
        #expect(try text == Self.flags)
    }

    @Test func weightsThatAreLeftOutAreOne() async throws {
        try write(Self.flags.replacing("[ \"candidate\",   5 ]", with: "[ \"candidate\" ]"))
        #expect(try await router().share() == Rational(1, 96))
        try await router().set(.one)
        #expect(try text.contains(#"["candidate",100],"#))
        #expect(try await router().share() == .one)
    }

    @Test func variantsMayHaveOtherNames() async throws {
        try write(Self.flags.replacing("candidate", with: "v7 (new)").replacing("baseline", with: "v6"))
        let router = router(["candidate": "v7 (new)", "baseline": "v6"])
        try await router.set(try #require(Rational(1, 2)))
        #expect(try await router.share() == Rational(1, 2))
    }

    @Test func whatIsNotThereIsNotMade() async throws {
        let missing = await problem { try await router().set(.one) }
        #expect(missing?.problem == "cannot read `flags.json`: No such file or directory")
        // Whoever deploys may be replacing it.
        #expect(missing?.isTransient == true)
        #expect(try FileSystem.entries(of: folder).isEmpty)
        try write(Self.flags)
        let flag = await problem { try await router(["flag": "rankr"]).set(.one) }
        #expect(flag?.problem == "`flags.json` has no flag `rankr`")
    }

    @Test(arguments: [
        (
            #""state": "ENABLED",\#n      "variants": { "c"#, #""state": "DISABLED",\#n      "variants": { "c"#,
            "is not enabled"
        ),
        (#""candidate": "v7", "#, "", "has no variant `candidate`"),
        (#"[ "candidate",   5 ],"#, "", "first and `baseline` second"),
        (#"[ "candidate",   5 ],"#, #"["baseline", 1], ["candidate", 5],"#, "first and `baseline` second"),
        (#"[ "candidate",   5 ],"#, #"["candidate", 5], 7,"#, "first and `baseline` second"),
        (
            "\"targeting\": {\n        \"frac", "\"targeting\": {\"if\": [], \n        \"frac",
            "does not divide users alone"
        ),
        ("\"targeting\": {\n        \"frac", "\"targetting\": {\n        \"frac", "does not divide users alone"),
        (#"[ "candidate",   5 ],"#, #"[ "candidate", 0.5 ],"#, "no whole number"),
        ("95 ]", "2147483647 ]", "whose sum flagd does not take"),
    ])
    func aFlagOfAnotherFormHasNoShare(_ part: String, _ other: String, _ words: String) async throws {
        #expect(Self.flags.contains(part))
        let changed = Self.flags.replacing(part, with: other)
        try write(changed)
        let failure = await problem { _ = try await router().share() }
        #expect(failure?.isTransient == false)
        #expect(failure?.problem.contains(words) == true, "\(failure?.problem ?? "none")")
        #expect(try text == changed)
    }

    @Test func halfAFileIsTriedAgain() async throws {
        try write(String(Self.flags.prefix(300)))
        let failure = await problem { try await router().set(.zero) }
        #expect(failure?.isTransient == true)
        #expect(failure?.problem.hasPrefix("`flags.json` is not JSON: ") == true)
    }

    @Test func changesOfOthersAreKept() async throws {
        try write(Self.flags)
        let router = router()
        let file = file
        // Somebody else sets other flags all the while.
        let other = Task.detached {
            for number in 0..<200 {
                guard let bytes = try? FileSystem.read(file) else { continue }
                let text = String(decoding: bytes, as: UTF8.self)
                    .replacing(try Regex(#""weight": [0-9.e]+"#), with: "\"weight\": \(number)")
                try? FileSystem.rewrite(file, from: bytes, to: Array(text.utf8))
            }
        }
        var failures = 0
        for percent in 0...100 {
            do { try await router.set(try #require(Rational(percent, 100))) } catch { failures += 1 }
        }
        try await other.value
        try await router.set(try #require(Rational(7, 100)))
        #expect(failures < 50)
        let expected = try Regex(#"\[ "candidate",   7 \](?s).*"weight": [0-9]+ \}"#)
        #expect(try text.contains(expected))
    }

    /// flagd's own client, as an application uses it.
    @Test(.enabled(if: Peers.hasPython, Peers.pythonNeeded))
    func flagdGivesTheShareToTheUnitsOfOurOwnAssignment() async throws {
        try write(Self.flags)
        let count = 5000
        let bucketing = FlagdBucketing(salt: "ranker")
        var before: Set<Int> = []
        for (numerator, denominator) in [(0, 1), (1, 1000), (1, 10), (1, 3), (1, 2), (1, 1), (0, 1)] {
            let share = try #require(Rational(numerator, denominator))
            try await router().set(share)
            let output = try LocalProcess.output(
                Peers.python,
                [Peers.scripts + "/flagd.py", file, "ranker", "\(count)"]
            )
            let variants = output.split(separator: "\n")
            #expect(variants.count == count)
            let chosen = Set(variants.indices.filter { variants[$0] == "candidate" })
            let ours = (0..<count).filter {
                bucketing.isIncluded("user-\($0)", numerator: numerator, denominator: denominator)
            }
            let isOurs = chosen == Set(ours)
            #expect(isOurs, "\(share.percentText)")
            #expect(variants.allSatisfy { $0 == "candidate" || $0 == "baseline" })
            // Five standard deviations of so many independent users.
            let spread = 5 * (Double(count) * share.value * (1 - share.value)).squareRoot()
            #expect(abs(Double(chosen.count) - Double(count) * share.value) <= spread)
            let isGrowing = before.isSubset(of: chosen)
            #expect(isGrowing || numerator == 0)
            before = chosen
        }
        #expect(before.isEmpty)
    }
}
