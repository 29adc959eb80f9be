/// Traffic that is replayed: rows of a data set stand for requests of made-up units.
package struct ReplayPlan: Sendable, Hashable {
    package let rows: DataReference?
    package let users: Located<Int>
    package let seed: Int

    package init(rows: DataReference?, users: Located<Int>, seed: Int) {
        self.rows = rows
        self.users = users
        self.seed = seed
    }
}
