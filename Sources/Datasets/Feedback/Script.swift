/// What a character tells about where words begin and end.
enum Script {
    /// Whether it belongs to a word that spaces set off: a letter or digit, but not of a script without spaces.
    static func isWordCharacter(_ character: Character) -> Bool {
        (character.isLetter || character.isNumber) && !isWrittenWithoutSpaces(character)
    }

    /// Whether words of its script follow each other without spaces, or take endings, as in Korean.
    static func isWrittenWithoutSpaces(_ character: Character) -> Bool {
        character.unicodeScalars.contains { scalar in
            scalar.properties.isIdeographic || ranges.contains { $0.contains(scalar.value) }
        }
    }

    private static let ranges: [ClosedRange<UInt32>] = [
        // Thai and Lao, Myanmar, Hangul Jamo, Khmer.
        0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF,
        // The mark that repeats an ideograph, the closing mark and zero.
        0x3005...0x3007,
        // Hiragana, Katakana, Bopomofo and Hangul compatibility Jamo, with their extensions.
        0x3040...0x318F, 0x31A0...0x31BF, 0x31F0...0x31FF, 0xA960...0xA97F,
        // Hangul syllables, halfwidth Katakana and Hangul, historic Kana.
        0xAC00...0xD7FF, 0xFF66...0xFFDC, 0x1B000...0x1B16F,
    ]
}
