package import Execution
package import Plan

/// A kind of model that answers elsewhere: one file, and one line in `RemoteModelRegistry`.
package protocol RemoteModelKind: Sendable {
    /// What plans may say about it.
    static var descriptor: ModelSourceDescriptor { get }

    /// The option that says where it is asked; a program's says which model is asked of it, and stands in no plan.
    static var place: String { get }

    /// The model with these options; nothing is opened or sent before it is asked.
    ///
    /// - Parameter classes: The classes of the data, in their order: what answers are read as.
    static func make(_ options: OptionValues, classes: [String], in context: ProviderContext) -> any RemoteModel
}

/// The kinds of models that answer elsewhere.
package enum RemoteModelRegistry {
    package static let kinds: [any RemoteModelKind.Type] = [
        OpenInferenceModel.self,
        HTTPModel.self,
        CommandRemoteModel.self,
    ]

    /// The option that says where a plan's model is asked.
    static func place(of spec: ModelSpec) -> String { kind(of: spec)?.place ?? "" }

    /// Whether what it is asked by is an address.
    static func isAsked(byAddress spec: ModelSpec) -> Bool {
        guard let kind = kind(of: spec) else { return false }
        return kind != CommandRemoteModel.self
    }

    private static func kind(of spec: ModelSpec) -> (any RemoteModelKind.Type)? {
        kinds.first { $0.descriptor.kind.name == spec.kind }
    }

    /// The model of a plan, or nil for one that does not answer elsewhere.
    package static func model(
        for spec: ModelSpec,
        classes: [String],
        in context: ProviderContext
    ) -> (any RemoteModel)? {
        kind(of: spec)?.make(spec.options, classes: classes, in: context.asking(spec.role))
    }
}

/// A model that cannot be asked, and says why.
struct BrokenRemoteModel: RemoteModel {
    let failure: ProviderFailure

    func look() async throws(ProviderFailure) -> RemoteModelIdentity { throw failure }

    func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] { throw failure }
}
