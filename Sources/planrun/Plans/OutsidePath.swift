/// The words for a path that looks as if it stayed in the plan's folder, and is led out of it by a link.
enum OutsidePath {
    static func words(_ path: String, _ target: String) -> (message: String, help: [String]) {
        (
            "the path `\(path)` leads out of the plan's folder, to `\(target)`",
            ["keep the file itself below the plan's folder, or run with --allow-outside-paths"]
        )
    }
}
