import Metrics
import Plan
import Statistics
import Testing

@Suite struct MetricRegistryTests {
    @Test func namesAreUniqueAndFound() {
        let names = MetricRegistry.descriptors.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(MetricRegistry.metric(named: name)?.descriptor.name == name) }
        #expect(MetricRegistry.metric(named: "acuracy") == nil)
        #expect(
            Set(names) == [
                "accuracy", "precision", "recall", "f1", "specificity", "npv", "jaccard", "balanced_accuracy", "mcc",
                "kappa", "confusion", "latency", "error_rate", "samples", "requests", "feedback", "feedback.count",
                "feedback.negative", "feedback.complaint_rate", "feedback.rating",
            ]
        )
    }

    @Test(arguments: MetricRegistry.descriptors)
    func descriptorsSayWhatTheyShould(descriptor: MetricDescriptor) {
        for summary in [descriptor.summary] + descriptor.variants.map(\.summary) {
            #expect(summary.count > 10 && summary.hasSuffix(".") && summary.first?.isUppercase == true)
        }
        #expect(!descriptor.requiresVariant || !descriptor.variants.isEmpty)
        #expect(Set(descriptor.variants.map(\.name)).count == descriptor.variants.count)
        #expect(descriptor.isMeasured == (descriptor.type == .duration))
    }

    @Test func eachAccumulatorOnceAndInOrder() {
        func names(_ metrics: Set<String>) -> [String] {
            MetricRegistry.accumulatorKinds(for: metrics).map { $0.name }
        }
        #expect(names(["recall", "accuracy", "samples"]) == ["confusion"])
        #expect(names(["feedback.complaint_rate", "requests"]) == ["feedback", "requests"])
        #expect(
            names(["requests", "latency", "feedback.complaint_rate", "f1", "error_rate"])
                == ["confusion", "feedback", "latency", "requests"]
        )
        #expect(names(["revenue"]) == [])
        #expect(names([]) == [])
    }

    /// Every way of asking for every metric stays within its range, and a share agrees with its value.
    @Test(arguments: 1...30 as ClosedRange<UInt64>)
    func valuesAreInRange(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let size = 1 + generator.next(below: 4)
        let layout = Samples.layout(size, positive: seed.isMultiple(of: 2) ? 0 : nil, categories: 2)
        var set = AccumulatorSet(Samples.allKinds, layout: layout)
        set.add(Samples.batch(size: size, rows: generator.next(below: 40), from: &generator))
        set.add(Samples.feedback(categories: 2, entries: generator.next(below: 15), from: &generator), served: 40)
        for metric in MetricRegistry.metrics {
            let descriptor = metric.descriptor
            for variant in [nil] + descriptor.variants.map({ Optional($0.name) }) {
                for index in [nil] + (0..<max(size, 2)).map(Optional.init) {
                    let query = MetricQuery(variant: variant, index: index, secondIndex: index)
                    let value = metric.value(query, in: set)
                    #expect((value.value == nil) == (value.undefinedReason != nil))
                    #expect(value.samples >= 0)
                    guard let number = value.value else { continue }
                    #expect(descriptor.range.contains(number), "\(descriptor.name) is \(number)")
                    if let share = value.proportion {
                        #expect(share.successes <= share.trials)
                        #expect(number == Double(share.successes) / Double(share.trials))
                    }
                }
            }
        }
    }
}
