import Classifiers
import Platform

/// Trains the bundled models on rows made elsewhere and answers with their predictions, so that another program can
/// compare them with its own models.
///
/// Standard input, a command a line, words apart by blanks; with CLASSES 0 the rows have a number to predict and no class:
///
///     data ROWS FEATURES CLASSES                and then ROWS lines of a class and FEATURES numbers
///     fold train ROW ... test ROW ...           the rows that the next commands use
///     load train|test ROWS FEATURES CLASSES PATH
///                                               the same from a file: the features and then the classes, as doubles
///     run KIND THREADS OPTION=VALUE ...         answers the seconds by the clock that fitting and predicting take, those of the
///                                               processor, and a class or a number a row
///     probabilities KIND THREADS OPTION=VALUE ...
///                                               answers a number a class, row by row
///     latency KIND THREADS OPTION=VALUE ...     answers the median and 99th percentile of the nanoseconds that
///                                               the class of a single row takes
@main
enum CrossValidate {
    static func main() async throws {
        var session = Session()
        while let line = readLine() {
            if let answer = try await session.handle(line) {
                StandardStream.output.write(answer + "\n")
            }
        }
    }
}

/// What is wrong with the input.
enum InputError: Error {
    case malformedLine(String)
    case unknownKind(String)
}
