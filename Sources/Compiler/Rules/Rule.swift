import Diagnostics
import Plan

/// One thing that the compiler proves about a plan, or refuses it for: one file, and one line in `RuleRegistry`.
///
/// A rule looks at a plan that may have holes, where something could not be read. It says nothing about those: whoever
/// left the hole has reported it.
protocol Rule: Sendable {
    /// What is wrong with the plan by this rule.
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic]
}

/// All rules, in the order of the language's sections.
enum RuleRegistry {
    static let rules: [any Rule.Type] = [
        DuplicateNameRule.self,
        ReservedNameRule.self,
        DataReferenceRule.self,
        PositiveClassRule.self,
        CompatibleDataRule.self,
        KeptModelRule.self,
        WeightedRowsRule.self,
        LabelKindRule.self,
        DataColumnsRule.self,
        TrainedRowsRule.self,
        MissingValuesRule.self,
        ModelIdentityRule.self,
        BlindQueryRule.self,
        AssignedCountRule.self,
        RepeatedRecipeRule.self,
        BackwardConditionRule.self,
        DataCheckRule.self,
        TrafficPresenceRule.self,
        LogColumnsRule.self,
        LabelSourcesRule.self,
        LogContentRule.self,
        ModelTrafficRule.self,
        DeclaredMetricRule.self,
        NumberColumnRule.self,
        UnusedSourceRule.self,
        UnseenAnswersRule.self,
        SingleSegmentRule.self,
        EvidenceMethodRule.self,
        UnusedEvidenceRule.self,
        RoleRule.self,
        KnownZoneRule.self,
        OpenChangesRule.self,
        GroupReferenceRule.self,
        GroupShareRule.self,
        GrowingAudienceRule.self,
        WholeAudienceRule.self,
        EmptyAudienceRule.self,
        ConstantAudienceRule.self,
        StageTimingRule.self,
        HoldLengthRule.self,
        WarmUpRule.self,
        StageSamplesRule.self,
        SampleReachRule.self,
        LateSamplesRule.self,
        AbsentClassRule.self,
        CountReachRule.self,
        EvidenceReachRule.self,
        EvidencePowerRule.self,
        FailureReachRule.self,
        WindowLengthRule.self,
        ObservationCountRule.self,
        RepeatedLooksRule.self,
        CarriedWindowRule.self,
        RollbackRule.self,
        ReleaseLengthRule.self,
        IgnoredDataRule.self,
        IgnoredErrorRule.self,
        LeastSegmentRule.self,
        ConstantConditionRule.self,
        PromotableRule.self,
        ShadowedMarginRule.self,
        RedundantConditionRule.self,
        LabelMaturityRule.self,
        BaselineControlRule.self,
        AlertTimingRule.self,
        NotifierReferenceRule.self,
        UnheardRollbackRule.self,
        RetrainingRule.self,
    ]
}
