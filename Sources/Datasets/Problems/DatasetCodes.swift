package import Diagnostics

/// What can be wrong with the files that a plan reads as data.
package enum DatasetCodes {
    package static let all: [DiagnosticCode] =
        [
            unreadableData, emptyData, badUTF8, binaryData, unclosedQuote, textAfterQuote, raggedRow, missingCell,
            nonNumericCell, noSuchColumn, duplicateColumn, unnamedColumn, noFeatures, oneClass, tooManyClasses,
            twinClasses, unusableShare, tooFewRowsForSplit, badFeedbackLine, unknownFeedbackKey, missingFeedbackKey,
            badFeedbackValue, emptyFeedback, badTimeCell, badWeight, tooManyCategories,
            mixedColumn, doubtfulColumn, inferredColumns,
        ] + LogCodes.all

    package static let tooManyCategories = DiagnosticCode(
        "PR0661",
        "too-many-categories",
        "A column of categories has more than a thousand of them. It names rows, or is a measured number, and tells a model nothing of others."
    )
    package static let mixedColumn = DiagnosticCode(
        "PR0748",
        "mixed-column",
        """
        A column of which nobody says what it holds has texts in its first rows and a number further down. It is of categories or of \
        numbers, and no guess: declare it under `columns`, or with `--category`.
        """
    )
    package static let doubtfulColumn = DiagnosticCode(
        "PR0749",
        "doubtful-column",
        .warning,
        """
        A column of which nobody says what it holds looks like one that names or counts rows, which tells a model nothing of others. List it \
        under `ignore`, or declare it under `columns`.
        """
    )
    package static let inferredColumns = DiagnosticCode(
        "PR0752",
        "inferred-columns",
        .note,
        """
        Columns of texts of which the plan does not say what they hold are taken for categories. That is the same for every row that is added, \
        as a number among them is refused; declare them under `columns` to have it in the plan.
        """
    )
    package static let badTimeCell = DiagnosticCode(
        "PR0744",
        "bad-time-cell",
        "A row of data says no time in the column that they are divided by. Times are RFC 3339, dates, or seconds as a number."
    )
    package static let badWeight = DiagnosticCode(
        "PR0745",
        "bad-weight",
        "A row of data counts nothing, or less, by the column that says what rows count in training."
    )
    package static let unreadableData = DiagnosticCode(
        "PR0501",
        "unreadable-data",
        "A file of data cannot be read: it is not there, is a folder, or may not be opened."
    )
    package static let emptyData = DiagnosticCode(
        "PR0502",
        "empty-data",
        "A file of data has no rows. A CSV file needs a header line with the columns' names and a line for each row."
    )
    package static let badUTF8 = DiagnosticCode(
        "PR0503",
        "bad-utf8",
        "A file of data is not encoded in UTF-8. Save it again as UTF-8; `iconv -f latin1 -t utf-8` converts it."
    )
    package static let binaryData = DiagnosticCode(
        "PR0504",
        "binary-data",
        "A file of data holds zero bytes, so that it is no text: a spreadsheet, an archive, or text in UTF-16."
    )
    package static let unclosedQuote = DiagnosticCode(
        "PR0505",
        "unclosed-quote",
        "A quoted cell of a CSV file goes on to the end of the file. A quote inside a quoted cell is written twice."
    )
    package static let textAfterQuote = DiagnosticCode(
        "PR0506",
        "text-after-quote",
        "Text stands between the closing quote of a CSV cell and the next comma. A quote inside a cell is written twice."
    )
    package static let raggedRow = DiagnosticCode(
        "PR0507",
        "ragged-row",
        "A row of a CSV file has more or fewer cells than the header. A cell that contains a comma must be quoted."
    )
    package static let missingCell = DiagnosticCode(
        "PR0508",
        "missing-cell",
        """
        A cell is empty. Labels, groups, times and weights are needed of every row, and features unless the plan says under `checks` how many may \
        be `missing`, or the command line has `--allow-missing`: remove the row, or fill the value in beforehand.
        """
    )
    package static let nonNumericCell = DiagnosticCode(
        "PR0509",
        "non-numeric-cell",
        """
        A feature's cell is not a finite decimal number such as `5.1` or `1e3`. Every column but the label is a feature, and a number unless \
        `columns` says that it is a `category`; columns that are no features, such as identifiers, are listed under `ignore`.
        """
    )
    /// What `noSuchColumn` says of a column that a plan names.
    package static func noColumn(_ name: String) -> String { "no column is called `\(name)`" }
    package static let noSuchColumn = DiagnosticCode(
        "PR0510",
        "no-such-column",
        """
        A column that is asked for is not in the file's header: the label that the plan names, or a feature that a model \
        was trained on. Names are compared letter by letter.
        """
    )
    package static let duplicateColumn = DiagnosticCode(
        "PR0511",
        "duplicate-column",
        "Two columns of a file have one name."
    )
    package static let unnamedColumn = DiagnosticCode(
        "PR0512",
        "unnamed-column",
        "A column of a file has no name in the header. An index written without a name is a common cause."
    )
    package static let noFeatures = DiagnosticCode(
        "PR0513",
        "no-features",
        "A file has no column beside the label, so that there is nothing to predict from."
    )
    package static let oneClass = DiagnosticCode(
        "PR0514",
        "one-class",
        """
        The label has the same value in every row. A classifier needs at least two classes to tell apart, and where the label is a \
        number there is nothing to predict.
        """
    )
    package static let tooManyClasses = DiagnosticCode(
        "PR0515",
        "too-many-classes",
        "The label has more than a thousand values. It must name a class; a measured number or an identifier is none."
    )
    package static let twinClasses = DiagnosticCode(
        "PR0516",
        "twin-classes",
        "Two classes look alike: they differ in surrounding spaces, or in how an accent is encoded."
    )
    package static let unusableShare = DiagnosticCode(
        "PR0520",
        "unusable-share",
        "The share of rows to test on must be more than 0 and less than all of them."
    )
    package static let tooFewRowsForSplit = DiagnosticCode(
        "PR0521",
        "too-few-rows-for-split",
        """
        A split would leave a part without rows or, when stratified, without rows of some class; or there are fewer rows, groups or \
        times to train on than folds. Take another share, gather more rows, or say `stratify: false`.
        """
    )
    package static let badFeedbackLine = DiagnosticCode(
        "PR0530",
        "bad-feedback-line",
        "A line of a feedback file is not a JSON object. Each line is one, such as `{\"after\": \"3m\", \"unit\": \"u1\", \"rating\": 2}`."
    )
    package static let unknownFeedbackKey = DiagnosticCode(
        "PR0531",
        "unknown-feedback-key",
        """
        Feedback has the keys `after`, `unit`, `rating`, `thumb` and `text`, and no others; feedback that is imported may \
        have `at` in place of `after`, and has `model` where a router divides the traffic.
        """
    )
    package static let missingFeedbackKey = DiagnosticCode(
        "PR0532",
        "missing-feedback-key",
        """
        Every line of feedback says when it was given and by whom (`unit`): `after` is the time since the run began; \
        feedback that is imported may say `at`, a date and time, in its place.
        """
    )
    package static let badFeedbackValue = DiagnosticCode(
        "PR0533",
        "bad-feedback-value",
        """
        `after` is a duration such as `"3m"`, `at` a date and time such as `"2026-03-01T09:30:00Z"` that is not before the \
        run began, `unit` and `text` are text, `rating` is a number, `thumb` is `"up"` or `"down"`.
        """
    )
    package static let emptyFeedback = DiagnosticCode(
        "PR0534",
        "empty-feedback",
        "A line of feedback says nothing: it has neither a rating nor a thumb nor a text."
    )
}
