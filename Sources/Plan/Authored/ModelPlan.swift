package import Diagnostics

/// A model under `models:`.
package struct ModelPlan: Sendable, Hashable {
    /// The file that a model is kept in.
    package struct File: Sendable, Hashable {
        package let path: Located<String>
        /// The SHA-256 that it must have, in hexadecimal, where the plan says one.
        package let digest: Located<String>?

        package init(path: Located<String>, digest: Located<String>?) {
            self.path = path
            self.digest = digest
        }
    }

    package let role: Located<ModelRole>
    package let kind: Located<String>?
    package let options: OptionValues
    package let training: DataReference?
    /// Changes of the options, one for each further attempt; nil where they could not be read.
    package let retraining: [Located<OptionValues>]?
    /// Nil for a model that is kept in none.
    package let file: File?
    /// The programs that it is asked by or trained again by.
    package let programs: [Located<String>]
    /// Where each option that is a single value stands, of a model that is made elsewhere.
    package let places: [String: SourceSpan]

    package init(
        role: Located<ModelRole>,
        kind: Located<String>?,
        options: OptionValues,
        training: DataReference?,
        retraining: [Located<OptionValues>]?,
        file: File? = nil,
        programs: [Located<String>] = [],
        places: [String: SourceSpan] = [:]
    ) {
        self.programs = programs
        self.places = places
        self.file = file
        self.role = role
        self.kind = kind
        self.options = options
        self.training = training
        self.retraining = retraining
    }
}
