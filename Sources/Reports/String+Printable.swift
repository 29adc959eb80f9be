import Diagnostics

extension String {
    /// The text as a terminal may have it: what would steer the terminal is written as an escape. For text that comes from
    /// a plan, from data or from the system; it must not be styled yet.
    var printable: String { PrintableText.escaping(self) }
}
