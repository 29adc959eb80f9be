package import Plan

/// Every kind of model that planrun can train by itself.
package enum ModelRegistry {
    package static let kinds: [any ModelKind.Type] = [
        DecisionTreeKind.self,
        RandomForestKind.self,
        ExtraTreesKind.self,
        GradientBoostingKind.self,
        LogisticRegressionKind.self,
        GaussianNaiveBayesKind.self,
        NearestNeighborsKind.self,
        MajorityClassKind.self,
        DecisionTreeRegressorKind.self,
        RandomForestRegressorKind.self,
        ExtraTreesRegressorKind.self,
        GradientBoostingRegressorKind.self,
    ]

    /// What plans may say about each kind.
    package static var descriptors: [ModelDescriptor] { kinds.map { $0.descriptor } }

    /// The kind that plans call by that name.
    package static func kind(named name: String) -> (any ModelKind.Type)? {
        kinds.first { $0.descriptor.name == name }
    }
}
