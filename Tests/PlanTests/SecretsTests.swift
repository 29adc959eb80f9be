import JSON
import Plan
import Testing

struct SecretsTests {
    private static let secrets = Secrets(["KEY": "s3cr3t", "LONG": "s3cr3t-and-more", "NONE": ""])

    @Test func textIsRevealedWhereEverySecretIsKnown() {
        let text = SecretText([.text("a "), .secret("KEY"), .text(" b "), .secret("LONG")])
        #expect(Self.secrets.reveal(text) == "a s3cr3t b s3cr3t-and-more")
        #expect(Self.secrets.reveal(SecretText([.text("a"), .secret("OTHER")])) == nil)
        #expect(Secrets().reveal(SecretText([.text("plain")])) == "plain")
    }

    @Test func noFormOfThemShowsAValue() {
        var dumped = ""
        dump(Self.secrets, to: &dumped)
        for shown in ["\(Self.secrets)", String(reflecting: Self.secrets), String(describing: [Self.secrets]), dumped] {
            #expect(!shown.contains("s3cr3t") && shown.contains("KEY"), "\(shown)")
        }
    }

    @Test func othersWordsAreMasked() {
        #expect(Self.secrets.redacting("no host s3cr3t, s3cr3t-and-more!") == "no host ***, ***!")
        #expect(Self.secrets.redacting("nothing") == "nothing")
    }

    @Test func jsonHoldsNames() {
        #expect(SecretText([.secret("KEY")]).json.canonicalText == #"{"secret":"KEY"}"#)
        #expect(SecretText([.text("a"), .secret("KEY")]).json.canonicalText == #"["a",{"secret":"KEY"}]"#)
    }
}
