import ArgumentParser
import Diagnostics
import Platform

/// Asks for what the command line does not say.
struct FeedbackPrompt {
    /// What somebody says of a run.
    struct Words {
        var rating: Double?
        var hasThumb: Bool
        var text: String?
    }

    /// One text is not a book.
    private static let limit = 1 << 20

    /// Fills in the text: of a terminal it asks, and for a rating too where there is no verdict yet; else a text is read
    /// from standard input where there is no verdict, or where it was asked for by `-`. An empty text is none.
    func complete(_ words: Words) throws(ExitCode) -> Words {
        var words = words
        if words.text == "-" {
            words.text = try readText()
        } else if words.text == nil, StandardInput.isTerminal {
            words.text = ask("text (empty for none): ")
            if words.rating == nil, !words.hasThumb { words.rating = askRating() }
        } else if words.text == nil, words.rating == nil, !words.hasThumb {
            words.text = try readText()
        }
        if words.text?.isEmpty == true { words.text = nil }
        guard words.rating != nil || words.hasThumb || words.text != nil else {
            throw FeedbackFailure.usage("nothing was said; give a `--rating`, a `--thumb` or a `--text`")
        }
        return words
    }

    private func ask(_ question: String) -> String {
        StandardStream.error.write(question)
        return readLine() ?? ""
    }

    /// Asks until the answer is a number or none, so that a slip of the finger does not lose the text typed before.
    private func askRating() -> Double? {
        while true {
            let answer = ask("rating (empty for none): ")
            guard !answer.allSatisfy(\.isWhitespace) else { return nil }
            if let rating = Double(answer.drop { $0 == " " }), rating.isFinite { return rating }
            StandardStream.error.write("`\(PrintableText.escaping(answer))` is not a number\n")
        }
    }

    /// All of standard input as one text, without the line breaks at its end.
    private func readText() throws(ExitCode) -> String {
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes = try FileSystem.readStandardInput(limit: Self.limit)
        } catch {
            let reason = error.isTooLarge ? "it is longer than 1 MiB" : error.reason
            throw FeedbackFailure.usage("cannot read the text from standard input: \(reason)")
        }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw FeedbackFailure.usage("the text on standard input is not encoded in UTF-8")
        }
        while let last = text.last, last.isNewline { text.removeLast() }
        return text
    }
}
