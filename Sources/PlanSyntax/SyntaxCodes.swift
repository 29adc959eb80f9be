package import Diagnostics

/// The codes that reading a text can raise, PR0101 to PR0199.
package enum SyntaxCodes {
    package static let all: [DiagnosticCode] = [
        .fileTooLarge, .invalidUTF8, .wrongEncoding, .controlCharacter, .lineSeparator, .emptyFile, .severalDocuments,
        .tooManyNodes, .tooDeep, .tabIndentation, .unclosedQuote, .unclosedBracket, .invalidEscape, .nulEscape,
        .duplicateKey, .invalidKey, .mergeKey, .keyTooLong, .undefinedAlias, .duplicateAnchor, .recursiveAlias,
        .aliasExpansion, .unusedAnchor, .unsupportedTag, .invalidDirective, .commentWithoutSpace, .inlineDash,
        .unbalancedInlineList, .decimalComma, .strayCharacter, .badIndentation, .missingColon, .misplacedColon,
        .missingComma,
        .missingValue, .invalidAnchorName, .invalidTag, .invalidBlockHeader, .unexpectedText, .unreadableYAML,
    ]
}

/// Codes about the file and its characters.
extension DiagnosticCode {
    package static let fileTooLarge = DiagnosticCode(
        "PR0101",
        "file-too-large",
        "The file has more bytes than planrun reads: 16 MiB unless `--max-bytes` says otherwise. A plan is a few kilobytes; a file this large is most often data given in the plan's place. Keep data in files of their own and name them in the plan."
    )
    package static let invalidUTF8 = DiagnosticCode(
        "PR0102",
        "invalid-utf8",
        "The text is not UTF-8 at this byte. It may have been saved in another encoding, such as Latin-1 or GBK, or be no text at all. Save it as UTF-8."
    )
    package static let wrongEncoding = DiagnosticCode(
        "PR0103",
        "wrong-encoding",
        "The file is UTF-16 or UTF-32. planrun reads UTF-8 only, so that every place in a message is the same in every tool. Save the file as UTF-8."
    )
    package static let controlCharacter = DiagnosticCode(
        "PR0104",
        "control-character",
        "The text holds a character that YAML does not allow to stand as itself: NUL, another control character, or a byte order mark that is not the first character. Delete it, or write it as an escape in double quotes, such as `\"\\e\"`; NUL is allowed in no form."
    )
    package static let lineSeparator = DiagnosticCode(
        "PR0105",
        "line-separator",
        "The text holds one of the characters NEL (U+0085), LINE SEPARATOR (U+2028) and PARAGRAPH SEPARATOR (U+2029). YAML 1.1 ends a line at them, YAML 1.2 does not, and editors do not show them, so the same file would mean different things to different readers. Write `\\N`, `\\L` or `\\P` in double quotes, or delete the character."
    )
    package static let emptyFile = DiagnosticCode(
        "PR0106",
        "empty-file",
        "The file holds no value: it is empty, or has only comments. A plan is a mapping that begins with `planrun: 1`."
    )
    package static let severalDocuments = DiagnosticCode(
        "PR0107",
        "several-documents",
        "A line `---` begins a second document. One file holds one plan: put the second in a file of its own, or remove the line."
    )
    package static let tooManyNodes = DiagnosticCode(
        "PR0108",
        "too-many-nodes",
        "The text holds more values than planrun reads: a million unless `--max-values` says otherwise. Keep data in files of their own and name them in the plan."
    )
    package static let tooDeep = DiagnosticCode(
        "PR0109",
        "too-deep",
        "Lists and mappings stand inside one another deeper than planrun reads: 64 levels, counted through aliases. No plan needs as many; an unclosed bracket that repeats is the usual reason."
    )
}

/// Codes about quotes, brackets, indentation and indicators.
extension DiagnosticCode {
    package static let tabIndentation = DiagnosticCode(
        "PR0110",
        "tab-indentation",
        "YAML allows spaces only for indentation, because a tab has no width of its own. Replace the tab with spaces."
    )
    package static let unclosedQuote = DiagnosticCode(
        "PR0111",
        "unclosed-quote",
        "A quote was opened and never closed. The message points at the opening quote, since the missing one can be anywhere after it. A single quote inside single quotes is doubled (`'it''s'`); a double quote inside double quotes is escaped (`\\\"`)."
    )
    package static let unclosedBracket = DiagnosticCode(
        "PR0112",
        "unclosed-bracket",
        "A `[` or `{` was opened and never closed. The message points at the opening bracket, since the missing one can be anywhere after it."
    )
    package static let invalidEscape = DiagnosticCode(
        "PR0113",
        "invalid-escape",
        "In double quotes a backslash begins an escape: `\\n`, `\\t`, `\\\"`, `\\\\`, `\\x41`, `\\u00e9`, `\\U0001f600` and a few more. Anything else is refused, and so are the surrogate pairs of JSON. In single quotes a backslash is only a backslash."
    )
    package static let nulEscape = DiagnosticCode(
        "PR0114",
        "nul-escape",
        "An escape yields the character NUL, which file names, environments and most tools cannot hold. Remove it."
    )
    package static let keyTooLong = DiagnosticCode(
        "PR0118",
        "key-too-long",
        "A key written as `key: value` may have at most 1,024 characters, because a reader must not look further ahead for its `:`. A value that holds a `:` and has no quotes is the usual reason; put it in quotes."
    )
    package static let commentWithoutSpace = DiagnosticCode(
        "PR0126",
        "comment-without-space",
        "A `#` begins a comment only after a space or at the beginning of a line. Readers differ on what it means elsewhere, so planrun refuses it. Put a space before it."
    )
    package static let inlineDash = DiagnosticCode(
        "PR0127",
        "inline-dash",
        "Inside `[...]` and `{...}` items are separated by commas, and a `-` alone is neither an item nor a marker. Put it in quotes if the text `-` is meant."
    )
    package static let unbalancedInlineList = DiagnosticCode(
        "PR0128",
        "unbalanced-inline-list",
        "Inside `[...]` and `{...}` YAML takes every comma and every bracket for its own, also those of a condition: `[any of (a, b)]` is a list of `any of (a` and `b)`, and `[recall[x] > 1]` cannot be read at all. Write the list in block form, one item a line after `- `, or put the condition in quotes."
    )
    package static let decimalComma = DiagnosticCode(
        "PR0140",
        "decimal-comma",
        "Inside `[...]` and `{...}` YAML ends an item at every comma, so that `[accuracy >= 0,9]` is a list of `accuracy >= 0` and `9`. Numbers have a decimal point, in plans of every country."
    )
    package static let strayCharacter = DiagnosticCode(
        "PR0129",
        "stray-character",
        "A value cannot begin with this character, because YAML keeps it for a purpose of its own. Put the value in quotes."
    )
    package static let badIndentation = DiagnosticCode(
        "PR0130",
        "bad-indentation",
        "The line's indentation fits none of the blocks around it. Keys of one mapping begin in one column, and so do the `-` of one list."
    )
    package static let missingColon = DiagnosticCode(
        "PR0131",
        "missing-colon",
        "A key is expected here, and a key ends with `:` and a space on its own line."
    )
    package static let misplacedColon = DiagnosticCode(
        "PR0132",
        "misplaced-colon",
        "A `:` stands where no key can be. Either the line is indented deeper than its neighbours, or a value holds `: ` and needs quotes."
    )
    package static let missingComma = DiagnosticCode(
        "PR0133",
        "missing-comma",
        "Items of `[...]` and `{...}` are separated by commas, and a comma or the closing bracket is missing here."
    )
    package static let missingValue = DiagnosticCode(
        "PR0134",
        "missing-item",
        "A value is expected here, and something that cannot begin one stands in its place."
    )
    package static let unexpectedText = DiagnosticCode(
        "PR0138",
        "unexpected-text",
        "A value ended, and more text follows it where none can. Text after a closing quote or bracket is the usual reason."
    )
}

/// Codes about keys, anchors, tags and directives.
extension DiagnosticCode {
    package static let duplicateKey = DiagnosticCode(
        "PR0115",
        "duplicate-key",
        "A mapping holds the same key twice. Readers of YAML differ on which one counts, so planrun refuses both. Remove one."
    )
    package static let invalidKey = DiagnosticCode(
        "PR0116",
        "invalid-key",
        "A key must be a word or a text; here it is a list, a mapping, or nothing at all. A value that begins with `{{` needs quotes."
    )
    package static let mergeKey = DiagnosticCode(
        "PR0117",
        "merge-key",
        "The merge key `<<` belongs to YAML 1.1 and is no part of YAML 1.2; readers differ on what it does. Write the keys out."
    )
    package static let undefinedAlias = DiagnosticCode(
        "PR0119",
        "undefined-alias",
        "An alias `*name` stands for the value marked `&name` above it, and there is none. Text that begins with `*` needs quotes."
    )
    package static let duplicateAnchor = DiagnosticCode(
        "PR0120",
        "duplicate-anchor",
        "Two values carry the same anchor. YAML lets the later one win from there on, which is easy to overlook, so planrun refuses it. Rename one."
    )
    package static let recursiveAlias = DiagnosticCode(
        "PR0121",
        "recursive-alias",
        "An alias stands inside the value it refers to, so the value would have no end."
    )
    package static let aliasExpansion = DiagnosticCode(
        "PR0122",
        "alias-expansion",
        "With every alias written out, the text would be many times larger than it is: more than ten times its values and a thousand. This is how a small file exhausts a reader's memory, so planrun refuses it."
    )
    package static let unusedAnchor = DiagnosticCode(
        "PR0123",
        "unused-anchor",
        .warning,
        "A value carries an anchor `&name`, and no alias `*name` refers to it. Remove the anchor, or use it. Text that begins with `&` needs quotes."
    )
    package static let unsupportedTag = DiagnosticCode(
        "PR0124",
        "unsupported-tag",
        "planrun knows the tags of the core schema only: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq` and `!!map`, each on a value of its kind. Text that begins with `!` needs quotes."
    )
    package static let invalidDirective = DiagnosticCode(
        "PR0125",
        "invalid-directive",
        "A line that begins with `%` is a directive. planrun reads `%YAML 1.1`, `%YAML 1.2` and `%TAG`, each before the line `---`, and needs none of them."
    )
    package static let invalidAnchorName = DiagnosticCode(
        "PR0135",
        "invalid-anchor-name",
        "The name after `&` or `*` is made of letters, digits, `-` and `_`. Text that begins with one of these signs needs quotes."
    )
    package static let invalidTag = DiagnosticCode(
        "PR0136",
        "invalid-tag",
        "A tag begins with `!` and cannot be read. Text that begins with `!` needs quotes."
    )
    package static let invalidBlockHeader = DiagnosticCode(
        "PR0137",
        "invalid-block-header",
        "After `|` or `>` only `+`, `-`, a digit from 1 to 9 and a comment may stand; the text begins on the next line. A value that begins with one of these signs needs quotes."
    )
    package static let unreadableYAML = DiagnosticCode(
        "PR0139",
        "unreadable-yaml",
        "The YAML reader gave up for a reason that planrun has no words of its own for."
    )
}
