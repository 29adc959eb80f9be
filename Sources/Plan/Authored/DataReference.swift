/// Some rows of a data set, written `iris.train`, `iris.test` or `iris`.
package struct DataReference: Sendable, Hashable {
    package let data: Located<String>
    package let part: Located<DataPart>

    package init(data: Located<String>, part: Located<DataPart>) {
        self.data = data
        self.part = part
    }

    /// The rows as a plan names them.
    package var text: String { part.value == .all ? data.value : "\(data.value).\(part.value)" }
}
