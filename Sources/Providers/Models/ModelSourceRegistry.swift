package import Plan

/// The kinds of models that are made elsewhere.
package enum ModelSourceRegistry {
    package static let descriptors: [ModelSourceDescriptor] = [
        RecordedModel.descriptor,
        ModelFile.descriptor,
        OpenInferenceModel.descriptor,
        HTTPModel.descriptor,
        CommandRemoteModel.descriptor,
    ]
}
