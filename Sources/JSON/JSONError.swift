/// Why a text is not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
    /// What is wrong, in a few words, such as "a comma is missing between two members".
    package let problem: String
    /// The place in the text, as a number of bytes from its start.
    package let offset: Int

    package init(problem: String, offset: Int) {
        self.problem = problem
        self.offset = offset
    }
}
