import Datasets
import Diagnostics
import Platform

/// The folder of the package, from this file's place in it.
let packageFolder = Path.folder(of: Path.folder(of: Path.folder(of: #filePath)))
let irisPath = Path.join(packageFolder, "plans/data/iris.csv")

/// The problems of a reading, one a line, as `d.csv:2:5: error[PR0509]: message`; `ok` where there are none.
func problems(_ reading: () throws(DatasetFailure) -> Void) -> String {
    do {
        try reading()
        return "ok"
    } catch {
        var map = SourceMap()
        let diagnostics = error.diagnostics(in: &map)
        return String(ConciseRenderer().render(diagnostics, in: map).dropLast())
    }
}

func problems(ofCSV text: String, label: String = "y") -> String { problems(ofCSV: Array(text.utf8), label: label) }

func problems(ofCSV bytes: [UInt8], label: String = "y") -> String {
    problems { () throws(DatasetFailure) in _ = try Table(csv: bytes, named: "d.csv", label: label) }
}

/// The first problem of a CSV text as people see it.
func firstProblem(ofCSV text: String, label: String = "y") -> String {
    do {
        _ = try Table(csv: Array(text.utf8), named: "d.csv", label: label)
        return "ok"
    } catch {
        var map = SourceMap()
        let diagnostics = error.diagnostics(in: &map)
        return FullRenderer(limit: nil).render(Array(diagnostics.prefix(1)), in: map)
    }
}
