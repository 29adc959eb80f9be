package import Digests

/// What going through all records of a run has shown.
package struct Verification: Sendable {
    /// How many records the run has by its own account.
    package let records: Int
    /// The hash of the last of them.
    package let head: Digest
    /// What is not as it was written, in the order of the records.
    package let findings: [ChainFinding]
    /// The record whose hash was asked for, 0 for the beginning; nil where none has it.
    package let named: Int?
    /// The last record that everything before was whole up to.
    package let wholeThrough: Int
    /// The last record's bytes, where there is one.
    package let last: [UInt8]?
}
