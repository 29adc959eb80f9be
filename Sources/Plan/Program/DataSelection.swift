/// Some rows of a data set.
package struct DataSelection: Sendable, Hashable {
    package let data: String
    package let part: DataPart

    package init(data: String, part: DataPart) {
        self.data = data
        self.part = part
    }

    /// As plans write it, such as `iris.train`.
    package var text: String { part == .all ? data : data + "." + part.rawValue }
}
