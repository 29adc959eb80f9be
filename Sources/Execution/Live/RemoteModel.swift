package import JSON

/// A model that answers elsewhere: behind a network, or in a program.
package protocol RemoteModel: Sendable {
    /// Whether it can be asked, and what it says of itself.
    func look() async throws(ProviderFailure) -> RemoteModelIdentity

    /// Its answers to some rows, in their order. How many go into one request, and how many requests go out at once, is the
    /// model's own.
    func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer]
}

/// What a model elsewhere says of itself.
package struct RemoteModelIdentity: Hashable, Sendable {
    /// What it is called where it is, for people: `ranker, version 7, sklearn`.
    package let name: String

    package init(name: String) { self.name = name }
}

/// Rows for a model elsewhere, in the order of a table.
package struct RemoteRows: Hashable, Sendable {
    /// The names of the columns, without the label's.
    package let columns: [String]
    /// A value for each column; numbers, or texts where the column has some.
    package let rows: [[JSONValue]]

    package init(columns: [String], rows: [[JSONValue]]) {
        self.columns = columns
        self.rows = rows
    }
}

/// What a model elsewhere made of a row.
package struct RemoteAnswer: Hashable, Sendable {
    /// The class as the data name it, or nil where the model gave none that can be read.
    package let label: String?
    /// How long its request took by the clock, divided among its rows.
    package let latency: Duration

    package init(label: String?, latency: Duration) {
        self.label = label
        self.latency = latency
    }
}
