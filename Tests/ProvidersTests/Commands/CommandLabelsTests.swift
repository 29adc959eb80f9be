import Execution
import JSON
import Plan
import Providers
import Testing

/// Programs that give labels: scripts of `sh`.
@Suite struct CommandLabelsTests {
    private let scripts: Scripts

    init() throws { scripts = try Scripts("labels") }

    private var peer: CommandPeer {
        CommandPeer(
            .labels,
            ["./program"],
            OptionValues(["timeout": .text("10m")]),
            in: ProviderContext(run: "", folder: scripts.folder)
        )
    }

    @Test func pagesFollowOneAnother() async throws {
        try scripts.shell(
            #"""
            read -r request; echo "$request" >> asked
            case "$request" in
              *'"after":null'*) echo '{"labels": [{"request": "a\"1", "label": "yes"}], "next": "2"}';;
              *) echo '{"labels": [{"request": 17, "label": 0, "at": 5}], "next": null}';;
            esac
            """#
        )
        let lines = String(decoding: try await CommandLabels(peer, join: .request).lines(), as: UTF8.self)
        #expect(lines == #"{"request":"a\"1","label":"yes"}"# + "\n" + #"{"request":"17","label":"0"}"# + "\n")
        let asked = try scripts.text("asked").split(separator: "\n")
        #expect(asked.map { $0.contains(#""after":null,"join":"request""#) } == [true, false])
        #expect(asked.last?.contains(#""after":"2""#) == true)
    }

    @Test func whatMayPassIsAskedAgain() async throws {
        try scripts.shell(
            #"""
            cat > /dev/null
            if [ -e again ]; then echo '{"labels": [{"unit": "u", "label": 1}, {"unit": "u", "label": 1}]}'; else touch again; echo '{"error": "busy", "retry": true}'; fi
            """#
        )
        let lines = String(decoding: try await CommandLabels(peer, join: .unit).lines(), as: UTF8.self)
        // Said twice it is one label.
        #expect(lines == #"{"unit":"u","label":"1"}"# + "\n")
    }

    @Test func pagesThatComeAgainAreNoEnd() async throws {
        try scripts.shell(
            #"""
            read -r request
            case "$request" in
              *'"after":"a"'*) echo '{"labels": [{"unit": "u", "label": "yes"}], "next": "b"}';;
              *) echo '{"labels": [], "next": "a"}';;
            esac
            """#
        )
        do throws(ProviderFailure) {
            _ = try await CommandLabels(peer, join: .unit).lines()
            Issue.record("labels are had")
        } catch {
            #expect(error.problem.contains("goes on from `a` again and again"))
        }
    }

    @Test(arguments: [
        ("{}", "needs `labels`, a list"),
        (#"{"labels": [{"label": "a"}]}"#, "needs a `unit` and a `label` in each element"),
        (#"{"labels": [{"unit": "u", "label": null}]}"#, "needs a `unit` and a `label` in each element"),
        (#"{"labels": [], "next": 2}"#, "has a `next` that is no text"),
        (#"{"labels": [], "next": "2"}"#, "goes on from `2` again and again"),
        (#"{"labels": []}"#, "gives no label at all"),
        (
            #"{"labels": [{"unit": "u", "label": "yes"}, {"unit": "u", "label": "no"}]}"#,
            "says of `u` both `yes` and `no`"
        ),
        (#"{"error": "no warehouse"}"#, "says: no warehouse"),
    ])
    func anAnswerThatIsNoneIsAFailure(_ answer: String, _ words: String) async throws {
        try scripts.shell("cat > /dev/null; echo '\(answer)'")
        do throws(ProviderFailure) {
            _ = try await CommandLabels(peer, join: .unit).lines()
            Issue.record("labels are had")
        } catch {
            #expect(error.problem.contains(words), "\(error.problem)")
            #expect(!error.isTransient)
        }
    }
}
