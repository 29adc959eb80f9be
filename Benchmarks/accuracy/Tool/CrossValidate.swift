import Classifiers
import Platform

/// Trains the bundled models on folds made elsewhere and answers with their predictions, so that another program can
/// compare them with its own models.
///
/// Standard input, a command a line, words apart by blanks:
///
///     data ROWS FEATURES CLASSES                and then ROWS lines of a class and FEATURES numbers
///     fold train ROW ... test ROW ...           the rows that the next commands use
///     run KIND THREADS OPTION=NUMBER ...        answers `FIT_SECONDS PREDICT_SECONDS CLASS ...`
///     latency KIND THREADS OPTION=NUMBER ...    answers the median and 99th percentile of the nanoseconds that
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
