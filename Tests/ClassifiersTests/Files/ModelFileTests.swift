import Classifiers
import Digests
import JSON
import Plan
import Statistics
import Testing

@Suite struct ModelFileTests {
    private static let kinds = ModelRegistry.descriptors.map(\.name)

    private func header(_ kind: String, features: Int = 4, classes: [String] = ["a", "b", "c"]) -> ModelHeader {
        ModelHeader(
            kind: kind,
            options: ["seed": 7],
            features: (0..<features).map { "f\($0)" },
            label: "class",
            classes: classes,
            rowCount: 60,
            dataDigest: "d",
            recipeDigest: "r",
            programDigest: nil,
            producer: "tests"
        )
    }

    private func file(_ kind: String, classes: Int = 3) async throws -> (ModelFile, TrainingSet) {
        let drawn = randomSet(seed: 21, rows: 40, features: 4, values: 40, classes: classes)
        let isOfNumbers = try #require(ModelRegistry.kind(named: kind)).descriptor.predictsNumbers
        let set =
            isOfNumbers ? TrainingSet(rows: drawn.rows, numbers: drawn.labels.map { Double($0) / 3 }) : drawn
        let options: [String: [String: OptionValues.Value]] = [
            "random_forest": ["n_estimators": .integer(2)], "extra_trees": ["n_estimators": .integer(2)],
            "random_forest_regressor": ["n_estimators": .integer(2)],
            "extra_trees_regressor": ["n_estimators": .integer(2)],
            "gradient_boosting_regressor": ["max_iter": .integer(2), "min_samples_leaf": .integer(4)],
            "gradient_boosting": ["max_iter": .integer(2), "min_samples_leaf": .integer(4)],
        ]
        let names = isOfNumbers ? [] : Array(["a", "b", "c"].prefix(classes))
        let model = try await fit(kind, set, options[kind] ?? [:])
        return (try #require(ModelFile(header(kind, classes: names), model)), set)
    }

    @Test(arguments: kinds, [2, 3])
    func aModelReadBackAnswersTheSame(kind: String, classes: Int) async throws {
        let (file, set) = try await file(kind, classes: classes)
        let read = try ModelFile(bytes: file.bytes)
        #expect(read.header == file.header)
        #expect(read.classifier.probabilities(set.rows) == file.classifier.probabilities(set.rows))
        #expect(read.bytes == file.bytes)
        let mapped = try ModelFile(try TestData.mapped(file.bytes))
        #expect(mapped.header == file.header)
        #expect(mapped.classifier.probabilities(set.rows) == file.classifier.probabilities(set.rows))
        #expect(mapped.bytes == file.bytes)
    }

    /// Trees of the first version, whose nodes were columns apart.
    @Test func theFirstVersionIsReadAsWell() throws {
        let bytes = try TestData.bytes("shap-random-forest.model")
        #expect(bytes[8] == 1)
        let old = try ModelFile(bytes: bytes)
        let new = try ModelFile(bytes: old.bytes)
        #expect(old.bytes[8] == 2)
        #expect(new.header == old.header)
        var random = SplitMix64(seed: 5)
        let width = old.header.features.count
        let rows = FeatureRows(values: (0..<50 * width).map { _ in 10 * random.nextUnit() }, featureCount: width)
        #expect(old.classifier.probabilities(rows) == new.classifier.probabilities(rows))
    }

    /// A tree of a split and two leaves, in nodes as somebody might write them.
    @Test(arguments: [
        // A child before its parent, beyond the tree, and so that the right one is; a leaf that leads to its right; features that are not.
        (0, 0.5, 0, -1), (0, 0.5, 0, 3), (0, 0.5, 0, 2), (1, 0.5, 0, 1), (0, 0.5, 4, 1), (0, 0.5, -1, 1),
        (2, Double.infinity, Int32.max, 2),
    ])
    func nodesThatLeadAstrayAreRefused(node: Int, threshold: Double, feature: Int32, child: Int32) async throws {
        let set = trainingSet([[0, 0, 0, 0], [1, 0, 0, 0]], [0, 1])
        let tree = try await fit("decision_tree", set)
        let file = try #require(ModelFile(header("decision_tree", classes: ["a", "b"]), tree))
        let bytes = Array(file.bytes.dropLast(Digest.byteCount))
        // The root splits by the first feature at a half, and its children are 1 and 2.
        let root: [UInt8] = bytesOf((0.5).bitPattern) + [0, 0, 0, 0, 1, 0, 0, 0]
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: root) }) + 16 * node
        var changed = bytes
        changed.replaceSubrange(
            start..<start + 16,
            with: bytesOf(threshold.bitPattern) + bytesOf(feature) + bytesOf(child)
        )
        let signed = changed + SHA256.digest(changed).bytes
        #expect(throws: ModelFileError.unusable("`nodes` leads astray")) { try ModelFile(bytes: signed) }
        let mapped = try TestData.mapped(signed)
        #expect(throws: ModelFileError.unusable("`nodes` leads astray")) { try ModelFile(mapped) }
    }

    private func bytesOf<Number: BitwiseCopyable>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) }
    }

    @Test(arguments: kinds)
    func anyBeginningIsRefused(kind: String) async throws {
        let bytes = try await file(kind).0.bytes
        for length in Array(0..<20) + stride(from: 40, to: bytes.count, by: bytes.count / 20) + [bytes.count - 1] {
            #expect(throws: ModelFileError.self) { try ModelFile(bytes: Array(bytes[..<length])) }
            let mapped = try TestData.mapped(Array(bytes[..<length]))
            #expect(throws: ModelFileError.self) { try ModelFile(mapped) }
        }
        #expect(throws: ModelFileError.damaged) { try ModelFile(bytes: bytes + [0]) }
        // The header's length is four bytes without a sign.
        let endless = Array(bytes[..<12]) + [0, 0, 0, 0x80] + Array(bytes[16...])
        #expect(throws: ModelFileError.cutOff(expected: 0x8000_0010, found: bytes.count)) {
            try ModelFile(bytes: endless)
        }
    }

    @Test(arguments: kinds)
    func anyChangeIsRefused(kind: String) async throws {
        let bytes = try await file(kind).0.bytes
        for place in Array(0..<20) + stride(from: 20, to: bytes.count, by: bytes.count / 40) {
            var changed = bytes
            changed[place] ^= 0x20
            #expect(throws: ModelFileError.self) { try ModelFile(bytes: changed) }
        }
    }

    @Test func foreignAndNewerFilesAreTold() async throws {
        #expect(throws: ModelFileError.foreign) { try ModelFile(bytes: Array("planrun: 1\n".utf8)) }
        #expect(throws: ModelFileError.foreign) { try ModelFile(bytes: []) }
        var bytes = try await file("decision_tree").0.bytes
        bytes[8] = 9
        #expect(throws: ModelFileError.unknownVersion(9)) { try ModelFile(bytes: bytes) }
    }

    /// Numbers changed by somebody who signs anew: there is an error, or a model that answers whatever it is asked.
    @Test(arguments: kinds)
    func signedNonsenseDoesNoHarm(kind: String) async throws {
        let (file, set) = try await file(kind)
        let bytes = Array(file.bytes.dropLast(Digest.byteCount))
        let columnsStart = 16 + Int(bytes[12]) + Int(bytes[13]) << 8
        var random = SplitMix64(seed: 3)
        var readable = 0
        for _ in 0..<40 {
            var changed = bytes
            for _ in 0...random.next(below: 4) {
                let place = columnsStart + random.next(below: bytes.count - columnsStart)
                changed[place] = UInt8(random.next(below: 256))
            }
            // Mapped as often as copied.
            let signed = changed + SHA256.digest(changed).bytes
            let mapped = try TestData.mapped(signed)
            guard let read = try? random.next(below: 2) == 0 ? ModelFile(mapped) : ModelFile(bytes: signed) else {
                #expect(throws: ModelFileError.self) { try ModelFile(mapped) }
                continue
            }
            readable += 1
            #expect(read.classifier.probabilities(set.rows).count == set.rows.rowCount * set.classCount)
            // What can be explained is, in some way.
            guard let explainer = try? TreeExplainer(read.classifier) else { continue }
            #expect(explainer.contributions(set.rows, row: 0).count == 4 * explainer.base.count)
        }
        #expect(readable > 0)
    }
}
