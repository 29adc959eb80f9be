import Diagnostics

extension ReaderProblem {
    /// Every message of libyaml 0.2.5 (and the one that newer versions add), in the order of its sources.
    package static let table = scanner + directives + properties + scalars + parser + reader

    private static let quoteIt = "put the text in quotes if it is meant as it stands"

    private static let scanner = [
        ReaderProblem(
            "found character that cannot start any token",
            .strayCharacter,
            "a value cannot begin with this character",
            inquiry: .strayCharacter,
            help: quoteIt
        ),
        ReaderProblem(
            "could not find expected ':'",
            .missingColon,
            "this line is no `key: value`",
            inquiry: .missingColon,
            help: "write a `:` and a space after the key, or indent the line to continue the value above"
        ),
        ReaderProblem(
            "block sequence entries are not allowed in this context",
            .badIndentation,
            "a list item cannot begin here",
            help: "begin the list on a line of its own"
        ),
        ReaderProblem(
            "mapping keys are not allowed in this context",
            .badIndentation,
            "a key cannot begin here",
            help: "begin the mapping on a line of its own"
        ),
        ReaderProblem(
            "mapping values are not allowed in this context",
            .misplacedColon,
            "this `:` follows no key",
            inquiry: .misplacedColon,
            help: "put a value that holds `: ` in quotes, or give the line the indentation of its neighbours"
        ),
    ]

    private static let directives = [
        ReaderProblem("found unknown directive name", .invalidDirective, "this directive is not known", .whole),
        ReaderProblem(
            "did not find expected comment or line break",
            while: "directive",
            .invalidDirective,
            "text follows the directive"
        ),
        ReaderProblem("could not find expected directive name", .invalidDirective, "a directive has no name", .whole),
        ReaderProblem(
            "found unexpected non-alphabetical character",
            .invalidDirective,
            "a directive's name has letters only",
            .whole
        ),
        ReaderProblem(
            "did not find expected digit or '.' character",
            .invalidDirective,
            "the YAML version is not of the form `1.2`",
            .whole
        ),
        ReaderProblem("found extremely long version number", .invalidDirective, "the YAML version is too long", .whole),
        ReaderProblem("did not find expected version number", .invalidDirective, "the YAML version is missing", .whole),
        ReaderProblem(
            "did not find expected whitespace",
            while: "%TAG",
            .invalidDirective,
            "a space is missing after the tag handle",
            .whole
        ),
        ReaderProblem(
            "did not find expected whitespace or line break",
            while: "%TAG",
            .invalidDirective,
            "text follows the prefix of the tag handle",
            .whole
        ),
        ReaderProblem(
            "did not find expected '!'",
            while: "directive",
            .invalidDirective,
            "a tag handle begins and ends with `!`",
            .whole
        ),
        ReaderProblem(
            "did not find expected tag URI",
            while: "%TAG",
            .invalidDirective,
            "the prefix of the tag handle is missing",
            .whole
        ),
        ReaderProblem(
            "did not find URI escaped octet",
            while: "%TAG",
            .invalidDirective,
            "`%` is not followed by two hexadecimal digits",
            .whole
        ),
        ReaderProblem(
            "found an incorrect leading UTF-8 octet",
            while: "%TAG",
            .invalidDirective,
            "the escapes do not make UTF-8",
            .whole
        ),
        ReaderProblem(
            "found an incorrect trailing UTF-8 octet",
            while: "%TAG",
            .invalidDirective,
            "the escapes do not make UTF-8",
            .whole
        ),
        ReaderProblem(
            "found duplicate %YAML directive",
            .invalidDirective,
            "`%YAML` is given twice",
            .line
        ),
        ReaderProblem(
            "found incompatible YAML document",
            .invalidDirective,
            "planrun reads YAML 1.1 and 1.2, and the file asks for another version",
            .line,
            help: "remove the line"
        ),
        ReaderProblem(
            "found duplicate %TAG directive",
            .invalidDirective,
            "the tag handle is defined twice",
            .line
        ),
    ]

    private static let properties = [
        ReaderProblem(
            "did not find expected alphabetic or numeric character",
            while: "anchor",
            .invalidAnchorName,
            "`&` is not followed by the name of an anchor",
            .whole,
            help: quoteIt
        ),
        ReaderProblem(
            "did not find expected alphabetic or numeric character",
            while: "alias",
            .invalidAnchorName,
            "`*` is not followed by the name of an anchor",
            .whole,
            help: quoteIt
        ),
        ReaderProblem(
            "did not find the expected '>'",
            .invalidTag,
            "the tag `!<...>` has no `>`",
            .whole,
            help: quoteIt
        ),
        ReaderProblem(
            "did not find expected whitespace or line break",
            .invalidTag,
            "a space is missing after the tag",
            .whole,
            help: quoteIt
        ),
        ReaderProblem("did not find expected '!'", .invalidTag, "the tag lacks its second `!`", .whole, help: quoteIt),
        ReaderProblem("did not find expected tag URI", .invalidTag, "the tag has no name", .whole, help: quoteIt),
        ReaderProblem(
            "did not find URI escaped octet",
            .invalidTag,
            "`%` is not followed by two hexadecimal digits",
            .whole,
            help: quoteIt
        ),
        ReaderProblem(
            "found an incorrect leading UTF-8 octet",
            .invalidTag,
            "the escapes of the tag do not make UTF-8",
            .whole
        ),
        ReaderProblem(
            "found an incorrect trailing UTF-8 octet",
            .invalidTag,
            "the escapes of the tag do not make UTF-8",
            .whole
        ),
        ReaderProblem(
            "found undefined tag handle",
            .unsupportedTag,
            "the tag is not known",
            help: "remove the tag, or put text that begins with `!` in quotes"
        ),
    ]

    private static let scalars = [
        ReaderProblem(
            "found an indentation indicator equal to 0",
            .invalidBlockHeader,
            "the digit after `|` or `>` is from 1 to 9"
        ),
        ReaderProblem(
            "did not find expected comment or line break",
            .invalidBlockHeader,
            "text follows `|` or `>` on the same line",
            inquiry: .blockHeader,
            help: "begin the text on the next line, or put a value that begins with `|` or `>` in quotes"
        ),
        ReaderProblem(
            "found a tab character where an indentation space is expected",
            .tabIndentation,
            "a tab is used for indentation",
            inquiry: .tabInBlock
        ),
        ReaderProblem(
            "found unexpected document indicator",
            .unclosedQuote,
            "this quote is not closed before the document ends",
            .opening
        ),
        ReaderProblem("found unexpected end of stream", .unclosedQuote, "this quote is never closed", .opening),
        ReaderProblem("found unknown escape character", .invalidEscape, "the escape is not known", inquiry: .escape),
        ReaderProblem(
            "did not find expected hexdecimal number",
            .invalidEscape,
            "the escape lacks hexadecimal digits",
            inquiry: .escape
        ),
        ReaderProblem(
            "found invalid Unicode character escape code",
            .invalidEscape,
            "the escape names no character",
            inquiry: .escape
        ),
        ReaderProblem(
            "found unexpected ':'",
            .misplacedColon,
            "a `:` in brackets needs a space after it",
            inquiry: .tightColon,
            help: "put a space after the `:`, or put the text in quotes"
        ),
        ReaderProblem(
            "found a tab character that violates indentation",
            .tabIndentation,
            "a tab is used for indentation",
            inquiry: .tab
        ),
    ]

    private static let parser = [
        ReaderProblem("did not find expected <stream-start>", .unreadableYAML, "the text does not begin"),
        ReaderProblem(
            "did not find expected <document start>",
            .unexpectedText,
            "text follows the end of the document's value",
            help: "indent it to make it a part of the value above, or remove it"
        ),
        ReaderProblem(
            "did not find expected node content",
            .missingValue,
            "a value is missing here",
            inquiry: .inlineCollection,
            help: "write the value, or put the text in quotes if it is meant as it stands"
        ),
        ReaderProblem(
            "did not find expected '-' indicator",
            .badIndentation,
            "this is no item of the list around it",
            inquiry: .indentation
        ),
        ReaderProblem(
            "did not find expected key",
            .badIndentation,
            "this is no key of the mapping around it",
            inquiry: .indentation
        ),
        ReaderProblem(
            "did not find expected ',' or ']'",
            .missingComma,
            "a `,` or a `]` is missing here",
            inquiry: .inlineCollection
        ),
        ReaderProblem(
            "did not find expected ',' or '}'",
            .missingComma,
            "a `,` or a `}` is missing here",
            inquiry: .inlineCollection
        ),
        ReaderProblem(
            "Maximum nesting level reached, set with yaml_set_max_nest_level())",
            .tooDeep,
            "lists and mappings stand too deep in one another"
        ),
    ]

    /// The first pass over the text finds these before libyaml can, but for want of memory.
    private static let reader = [
        ReaderProblem("input error", .unreadableYAML, "the text cannot be read"),
        ReaderProblem("invalid leading UTF-8 octet", .invalidUTF8, "the text is not UTF-8"),
        ReaderProblem("incomplete UTF-8 octet sequence", .invalidUTF8, "the text is not UTF-8"),
        ReaderProblem("invalid trailing UTF-8 octet", .invalidUTF8, "the text is not UTF-8"),
        ReaderProblem("invalid length of a UTF-8 sequence", .invalidUTF8, "the text is not UTF-8"),
        ReaderProblem("invalid Unicode character", .invalidUTF8, "the text is not UTF-8"),
        ReaderProblem("incomplete UTF-16 character", .wrongEncoding, "the text is UTF-16"),
        ReaderProblem("unexpected low surrogate area", .wrongEncoding, "the text is UTF-16"),
        ReaderProblem("incomplete UTF-16 surrogate pair", .wrongEncoding, "the text is UTF-16"),
        ReaderProblem("expected low surrogate area", .wrongEncoding, "the text is UTF-16"),
        ReaderProblem(
            "control characters are not allowed",
            .controlCharacter,
            "a control character stands in the text"
        ),
        ReaderProblem("input is too long", .fileTooLarge, "the text is too long"),
        ReaderProblem("out of memory", .unreadableYAML, "there is not enough memory to read the file"),
    ]
}
