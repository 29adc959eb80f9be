// swift-tools-version: 6.2
import PackageDescription

/// Settings of every room: strict by default, and a warning is an error.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Those of a room that computes: optimised in debug builds, too, where its tests and all simulations would take several times as long.
let computing = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A room: one library target under `Sources/`, importing only the rooms named, all of them on lower floors.
func room(_ name: String, imports: [Target.Dependency] = [], settings: [SwiftSetting] = settings) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of one room, mirroring its folders, with the fixtures beside them.
func tests(of name: String, imports: [Target.Dependency] = [], fixtures: Bool = false) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + imports,
        exclude: fixtures ? ["Fixtures"] : [],
        swiftSettings: settings
    )
}

let package = Package(
    name: "planrun",
    products: [.executable(name: "planrun", targets: ["planrun"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Without its trait for Foundation.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    ],
    targets: [
        // Floor 5: the command line.
        .executableTarget(
            name: "planrun",
            dependencies: [
                "Audiences", "Classifiers", "Comparison", "Compiler", "Datasets", "Diagnostics", "Digests",
                "Evaluation",
                "Execution", "Exporters", "Formatting", "JSON", "Journal", "Metrics", "Outlook", "Plan", "PlanSyntax",
                "Platform", "Providers", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings,
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-Xclang-linker", "-static-libgcc", "-Xlinker", "--no-export-dynamic",
                        // What debuggers and backtraces read is two fifths of the program otherwise.
                        "-Xlinker", "--compress-debug-sections=zlib",
                    ],
                    .when(configuration: .release)
                )
            ]
        ),

        // Floor 4: what faces the outside.
        room(
            "Reports",
            imports: [
                "Comparison", "Datasets", "Diagnostics", "Execution", "JSON", "Metrics", "Outlook", "Plan",
                "Statistics",
            ]
        ),
        room("Exporters", imports: ["JSON", "Plan"]),
        room(
            "Providers",
            imports: [
                "CCurl", "CPostgres", "CSQLite", "Diagnostics", "Execution", "JSON", "Plan", "Platform",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        room("Journal", imports: ["CSQLite", "Diagnostics", "Digests", "Platform"]),

        // Floor 3: the interpreter and its worlds, logs by themselves, what a program comes to.
        room(
            "Execution",
            imports: [
                "Audiences", "Classifiers", "Datasets", "Diagnostics", "Digests", "JSON", "Metrics", "Plan", "Platform",
                "Statistics",
            ]
        ),
        room("Evaluation", imports: ["Datasets", "Metrics", "Plan", "Platform", "Statistics"]),
        room("Outlook", imports: ["Audiences", "Compiler", "JSON", "Plan"]),

        // Floor 2: compiling, learning, measuring, reading.
        room(
            "Compiler",
            imports: ["Audiences", "Diagnostics", "JSON", "Plan", "PlanSyntax", "Platform", "Statistics"]
        ),
        room("Comparison", imports: ["JSON", "Plan"]),
        room("Formatting", imports: ["Diagnostics", "PlanSyntax"]),
        room("Classifiers", imports: ["Digests", "JSON", "Plan", "Platform", "Statistics"], settings: computing),
        room("Metrics", imports: ["JSON", "Plan", "Statistics"], settings: computing),
        room(
            "Datasets",
            imports: [
                "Audiences", "CScan", "CZlib", "CZstd", "Diagnostics", "Digests", "JSON", "Plan", "Platform",
                "Statistics",
            ]
        ),

        // Floor 1: values and pure functions.
        room("Plan", imports: ["Diagnostics", "JSON"]),
        room("PlanSyntax", imports: ["CYAML", "Diagnostics", "Platform"]),
        room("Statistics", settings: computing),
        room("Audiences"),

        // Floor 0: what everything stands on.
        room("Diagnostics", imports: ["JSON"]),
        room("JSON"),
        room("Platform"),
        room("Digests", imports: ["CSHA256", "CSodium"]),

        // The bundled models beside scikit-learn's, on folds that `Benchmarks/accuracy/compare.py` hands it.
        .executableTarget(
            name: "cross-validate",
            dependencies: ["Classifiers", "Plan", "Platform"],
            path: "Benchmarks/accuracy/Tool",
            swiftSettings: settings
        ),

        // The processor's instructions for SHA-256, which Swift has no words for.
        .target(name: "CSHA256"),

        // Those that compare many bytes at once, for logs.
        .target(name: "CScan"),

        // HTTP by libcurl, which is loaded when it is first needed and not linked: to load it takes longer than to check a plan.
        .target(name: "CCurl"),

        // PostgreSQL by libpq, in the same way.
        .target(name: "CPostgres"),

        // C libraries of the system, linked statically, as their module maps say: to find and load three more at each start
        // takes longer than to read a plan.
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),

        // Tests, a target a room, and how they start programs.
        .target(name: "TestProcesses", path: "Tests/TestProcesses", swiftSettings: settings),
        tests(of: "JSON"),
        tests(of: "Diagnostics", imports: ["JSON", "TestProcesses"]),
        tests(of: "Platform"),
        tests(of: "Digests"),
        tests(of: "Plan", imports: ["Diagnostics", "JSON", "Platform"], fixtures: true),
        tests(of: "PlanSyntax", imports: ["Diagnostics", "Platform"], fixtures: true),
        tests(of: "Comparison", imports: ["JSON"]),
        tests(of: "Formatting", imports: ["Diagnostics", "PlanSyntax"], fixtures: true),
        tests(of: "Statistics"),
        tests(of: "Audiences"),
        tests(
            of: "Compiler",
            imports: [
                "Audiences", "Classifiers", "Diagnostics", "Formatting", "JSON", "Metrics", "Plan", "PlanSyntax",
                "Platform", "Providers",
                "Statistics",
            ],
            fixtures: true
        ),
        tests(
            of: "Outlook",
            imports: [
                "Audiences", "Classifiers", "Compiler", "Diagnostics", "JSON", "Metrics", "Plan", "PlanSyntax",
                "Providers",
            ]
        ),
        tests(of: "Classifiers", imports: ["Digests", "JSON", "Plan", "Platform", "Statistics"], fixtures: true),
        tests(of: "Metrics", imports: ["JSON", "Plan", "Platform", "Statistics"], fixtures: true),
        tests(
            of: "Datasets",
            imports: ["Audiences", "Diagnostics", "Digests", "JSON", "Plan", "Platform", "Statistics"]
        ),
        tests(
            of: "Execution",
            imports: [
                "Classifiers", "Compiler", "Datasets", "Diagnostics", "JSON", "Metrics", "Outlook", "Plan",
                "PlanSyntax",
                "Platform",
                "Providers", "Statistics",
            ]
        ),
        tests(of: "Evaluation", imports: ["Datasets", "Metrics", "Plan", "Platform"]),
        tests(of: "Reports", imports: ["Comparison", "Execution", "JSON", "Metrics", "Plan", "TestProcesses"]),
        tests(of: "Exporters", imports: ["Plan"]),
        tests(
            of: "Providers",
            imports: ["Audiences", "Diagnostics", "Execution", "JSON", "Plan", "Platform", "TestProcesses"],
            fixtures: true
        ),
        tests(of: "Journal", imports: ["CSQLite", "Diagnostics", "Digests", "Platform"]),
        tests(of: "planrun", imports: ["JSON", "Platform", "Statistics", "TestProcesses"], fixtures: true),
    ],
    swiftLanguageModes: [.v6]
)

// What only scripts build: the fuzzers, which need libFuzzer's `main`, and what measures and compares.
if Context.environment["PLANRUN_TOOLS"] != nil {
    let rooms: [Target.Dependency] = [
        "Classifiers", "Compiler", "Datasets", "Diagnostics", "Digests", "Exporters", "JSON", "Metrics", "Plan",
        "PlanSyntax", "Platform", "Providers",
    ]
    func tool(_ name: String, in path: String, uses: [Target.Dependency]) -> Target {
        .executableTarget(name: name, dependencies: uses, path: path, swiftSettings: settings)
    }
    package.targets += [
        .target(name: "FuzzSupport", dependencies: rooms, path: "Fuzzing/Support", swiftSettings: settings),
        tool("fuzz-syntax", in: "Fuzzing/Syntax", uses: ["FuzzSupport"]),
        tool("fuzz-conditions", in: "Fuzzing/Conditions", uses: ["FuzzSupport"]),
        tool("fuzz-compiling", in: "Fuzzing/Compiling", uses: ["FuzzSupport"]),
        tool("fuzz-logs", in: "Fuzzing/Logs", uses: ["FuzzSupport"]),
        tool("fuzz-models", in: "Fuzzing/Models", uses: ["FuzzSupport"]),
        tool("compile-times", in: "Benchmarks/compiling/Tool", uses: rooms),
        tool("execution-speed", in: "Benchmarks/execution/Tool", uses: rooms + ["Execution", "Journal"]),
        tool("tree-events", in: "Scripts/yaml/Tool", uses: rooms),
    ]
}
