/// Why bytes are not a model that can be used.
package enum ModelFileError: Error, Hashable, Sendable {
    /// They do not begin as a model file does.
    case foreign
    /// A version of the format that this program does not know.
    case unknownVersion(Int)
    /// They end too early: so many bytes were announced.
    case cutOff(expected: Int, found: Int)
    /// They are not the bytes that were written.
    case damaged
    /// What was written does not make a model, with the reason.
    case unusable(String)
}
