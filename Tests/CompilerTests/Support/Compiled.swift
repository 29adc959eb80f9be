import Classifiers
import Compiler
import Diagnostics
import JSON
import Metrics
import Plan
import PlanSyntax
import Providers

/// A plan, compiled by the real language; what a file would tell about its data is known by the file's name.
struct Compiled {
    static let language = Language(
        models: ModelRegistry.descriptors,
        modelSources: ModelSourceRegistry.descriptors,
        metrics: MetricRegistry.descriptors,
        metricKinds: MetricKindRegistry.descriptors + MetricStoreRegistry.descriptors,
        routers: RouterRegistry.descriptors,
        notifiers: NotifierRegistry.descriptors
    )

    /// Of files with other names nothing is known.
    static let facts: [String: PlanFacts.Dataset] = [
        "data/iris.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: [.all: 150, .train: 120, .test: 30],
            classRows: [.test: ["setosa": 10, "versicolor": 10, "virginica": 10]],
            digest: "iris"
        ),
        "data/more-iris.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: [.all: 20]
        ),
        "data/two-classes.csv": .init(
            classes: ["setosa", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"]
        ),
        "data/poor.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: [.all: 150, .train: 120, .test: 30],
            quality: .init(
                repeated: .init(3, of: 30),
                constant: ["sepal_width", "petal_width"],
                smallestClass: "virginica",
                smallestShare: .init(6, of: 150),
                telling: [
                    .init(feature: "petal_width", share: .init(900_000, of: 1_000_000)),
                    .init(feature: "petal_length", share: .init(999_999, of: 1_000_000)),
                ]
            )
        ),
        "data/lacking.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: [.all: 150],
            lacking: [
                .init(feature: "sepal_width", rows: .init(15, of: 150)),
                .init(feature: "petal_width", rows: .init(16, of: 150)),
            ],
            quality: .init(
                repeated: nil,
                constant: [],
                smallestClass: "setosa",
                smallestShare: .init(50, of: 150)
            )
        ),
        "data/whole.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "sepal_width", "petal_length", "petal_width"],
            rows: [.all: 150],
            quality: .init(
                repeated: nil,
                constant: [],
                smallestClass: "setosa",
                smallestShare: .init(50, of: 150)
            )
        ),
        "data/wide.csv": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["sepal_length", "petal_length", "petal_width", "colour"]
        ),
    ]

    /// What is known of models, by their files' names.
    static let models: [String: PlanFacts.Model] = [
        "models/known.model": .init(
            classes: ["setosa", "versicolor", "virginica"],
            features: ["petal_length", "sepal_length"],
            trainingDigest: "another"
        ),
        "models/learnt.model": .init(
            classes: ["virginica", "setosa", "versicolor"],
            features: ["sepal_length"],
            trainingDigest: "iris"
        ),
        "models/other.model": .init(
            classes: ["setosa", "versicolor", "tulip"],
            features: ["petal_length", "colour", "scent"],
            trainingDigest: "another"
        ),
    ]

    static let logs: [String: PlanFacts.Log] = [
        "data/known.jsonl": .init(
            columns: ["time", "request", "unit", "model", "prediction", "region"],
            values: ["model": ["v1", "v2"], "prediction": ["pay", "default"], "region": ["north", "south"]]
        ),
        "data/known-labels.jsonl": .init(columns: ["request", "label"], values: ["label": ["pay", "default"]]),
        "data/long.jsonl": .init(columns: ["time", "unit", "model", "prediction"], values: [:]),
        "data/march.jsonl": .init(
            columns: ["time", "request", "unit", "model", "prediction", "error", "score", "region", "known"],
            values: ["model": ["v1", "v2"], "prediction": ["pay", "default"], "region": ["north", "south"]],
            texts: [
                "time": "2026-03-01T00:00:00Z", "request": "r1", "unit": "u1", "model": "v1", "prediction": "pay",
                "error": "timeout", "region": "north", "known": "yes",
            ],
            times: Timestamp(rfc3339: "2026-03-01T00:00:00Z").flatMap { first in
                Timestamp(rfc3339: "2026-03-31T00:00:00Z").map { first...$0 }
            }
        ),
        "data/march-labels.jsonl": .init(
            columns: ["request", "label"],
            values: ["label": ["pay", "default"]],
            texts: ["label": "pay"]
        ),
        "data/rows.csv": .init(
            columns: ["region", "score", "known"],
            values: [:],
            texts: ["region": "north", "score": "high"]
        ),
        "data/few.csv": .init(
            columns: ["region", "score", "known"],
            values: [:],
            counts: ["region": 8, "score": 9, "known": 0]
        ),
    ]

    let sources: SourceMap
    let plan: ReleasePlan?
    let lowered: LoweredPlan?
    let program: Program?
    let diagnostics: [Diagnostic]
    /// What the plan needs that no run of it could have yet.
    let missingCapabilities: [Diagnostic]

    /// Values of parameters, and the texts of files that a plan includes, which a test states.
    struct Surroundings {
        var settings: [String: String] = [:]
        var secrets: [String: String] = [:]
        var environment: [String: String] = [:]
        var fragments: [String: String] = [:]

        /// Those that lines of a plan's text say: `# --set NAME=value`, `# secret NAME=value` and `# file NAME: a line of it`.
        init(saidBy text: String) {
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ", maxSplits: 2).map(String.init)
                guard words.count == 3, words[0] == "#" else { continue }
                let pair = words[2].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init
                )
                switch words[1] {
                case "--set": settings[pair[0]] = pair[1]
                case "secret": secrets[pair[0]] = pair[1]
                case "file":
                    let parts = words[2].split(separator: ": ", maxSplits: 1).map(String.init)
                    fragments[parts[0], default: ""] += parts[1] + "\n"
                default: break
                }
            }
        }

        init() {}
    }

    /// The same with a change of what is around the plan.
    init(
        _ text: String,
        name: String = "plan.yaml",
        options: Compiler.Options = .init(),
        language: Language = language,
        surroundings change: (inout Surroundings) -> Void
    ) {
        var surroundings = Surroundings(saidBy: text)
        change(&surroundings)
        self.init([UInt8](text.utf8), name: name, options: options, language: language, surroundings)
    }

    init(_ text: String, name: String = "plan.yaml", options: Compiler.Options = .init()) {
        self.init([UInt8](text.utf8), name: name, options: options, Surroundings(saidBy: text))
    }

    init(
        _ bytes: [UInt8],
        name: String = "plan.yaml",
        options: Compiler.Options = .init(),
        language: Language = language,
        _ surroundings: Surroundings = .init()
    ) {
        var sources = SourceMap()
        let file = SourceFile(name: name, bytes: bytes)
        let parsed = SyntaxTree.parse(file, id: sources.add(file), division: options.division)
        guard let tree = parsed.tree else {
            self.sources = sources
            (plan, program, diagnostics, missingCapabilities) = (nil, nil, parsed.diagnostics, [])
            lowered = nil
            return
        }
        let compiler = Compiler(language: language, options: options)
        let document = Self.document(tree, surroundings, compiler, &sources)
        let given = Self.given(surroundings, for: compiler.parameters(of: document), &sources)
        let lowered = compiler.lower(document, given: given)
        let plan = lowered.plan
        self.sources = sources
        self.lowered = lowered
        var datasets: [String: PlanFacts.Dataset] = [:]
        for data in plan.data { datasets[data.name.value] = data.csv.flatMap { Self.facts[$0.value] } }
        var models: [ModelRole: PlanFacts.Model] = [:]
        for model in plan.models { models[model.role.value] = model.file.flatMap { Self.models[$0.path.value] } }
        let sourceFacts = (plan.labels?.sources ?? []).compactMap { source in
            source.from.flatMap { Self.logs[$0.value] }.map { (source.name.value, $0) }
        }
        let windowFacts = (plan.traffic?.log?.windows ?? []).compactMap { window in
            window.file.flatMap { Self.logs[$0.value] }.map { (window.name.value, $0) }
        }
        let facts = PlanFacts(
            datasets: datasets,
            models: models,
            log: plan.traffic?.log?.file.flatMap { Self.logs[$0.value] },
            labels: plan.labels?.from.flatMap { Self.logs[$0.value] },
            labelSources: Dictionary(uniqueKeysWithValues: sourceFacts),
            windows: Dictionary(uniqueKeysWithValues: windowFacts),
            zone: plan.changes?.only?.zone.map { zone in
                let names = ["America/New_York", "Europe/Berlin", "Europe/Bern"]
                let isKnown = names.contains(zone.value) || ZoneRules(fixed: zone.value) != nil
                return PlanFacts.Zone(isKnown: isKnown, names: isKnown ? [] : names)
            },
            today: CivilDate(text: "2026-06-01")
        )
        let linked = compiler.link(plan, facts: facts)
        self.plan = plan
        let explained = lowered.origins.explaining(linked.diagnostics)
        diagnostics = (parsed.diagnostics + lowered.diagnostics + explained).sortedBySource()
        program = diagnostics.containsErrors ? nil : linked.program
        missingCapabilities = compiler.missingCapabilities(of: plan).sortedBySource()
    }

    /// The plan with the fragments that it names and the test states.
    private static func document(
        _ tree: SyntaxTree,
        _ surroundings: Surroundings,
        _ compiler: Compiler,
        _ sources: inout SourceMap
    ) -> PlanDocument {
        var fragments: [SyntaxTree] = []
        for include in compiler.includes(of: tree) {
            guard let text = surroundings.fragments[include.value] else { continue }
            let file = SourceFile(name: include.value, bytes: [UInt8](text.utf8))
            if let tree = SyntaxTree.parse(file, id: sources.add(file)).tree { fragments.append(tree) }
        }
        return PlanDocument(tree, fragments: fragments)
    }

    private static func given(
        _ surroundings: Surroundings,
        for parameters: [DeclaredParameter],
        _ sources: inout SourceMap
    ) -> GivenValues {
        var given = GivenValues(secrets: surroundings.secrets)
        let settings = surroundings.settings.sorted { $0.key < $1.key }.map { ($0, GivenValue.Source.setting) }
        let environment = surroundings.environment.sorted { $0.key < $1.key }.map {
            ($0, GivenValue.Source.environment)
        }
        for ((name, value), source) in settings + environment {
            let file = SourceFile(
                name: source == .setting ? "--set" : "environment",
                bytes: [UInt8]("\(name)=\(value)".utf8)
            )
            let id = sources.add(file)
            let isText = parameters.first { $0.name == name }?.isText ?? true
            let range = name.utf8.count + 1..<file.bytes.count
            let node = SyntaxTree.scalar(range, of: file, id: id, isText: isText).root
            let place = SourceSpan(file: id, 0..<name.utf8.count)
            given.values.append(GivenValue(name, at: place, value: node, source: source))
        }
        return given
    }

    /// The findings as people see them.
    var findings: String { FullRenderer(limit: nil).render(diagnostics, in: sources) }

    /// The messages of errors and warnings; a note is none to complain about.
    var complaints: [String] { diagnostics.filter { $0.severity != .note }.map(\.message) }

    var codes: [String] { diagnostics.map(\.code.slug) }

    /// The texts that the findings point at.
    var places: [String] { diagnostics.map { sources.text(of: $0.primary.span) } }

    /// The text whose digest names the program, nil where there is none.
    var identity: String? { program?.json.canonicalText }
}
