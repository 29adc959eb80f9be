import Diagnostics
import Plan
import Providers

/// Finds what a plan reaches by a library that this machine does not have, so that a run says it before it does anything.
struct LibraryCheck {
    let language: Language
    /// Why a library cannot be used here; nil where it can.
    var problem: (NativeLibrary) -> String? = { $0.problem }

    func missing(in plan: ReleasePlan) -> [Diagnostic] {
        let sources = language.modelSources.map(\.kind)
        var found: [Diagnostic] = []
        for model in plan.models { check(model.kind, sources, &found) }
        check(plan.traffic?.router?.kind, language.routers, &found)
        for metric in plan.metrics { check(metric.kind, language.metricKinds.map(\.kind), &found) }
        for notifier in plan.notifiers {
            let descriptor = language.notifiers.first { $0.name == notifier.kind }
            let kind = notifier.kind ?? ""
            let libraries = Self.libraries(descriptor?.options ?? [])
            let own = NotifierRegistry.library(of: kind)
            check(own.map { libraries.union([$0]) } ?? libraries, kind, at: notifier.name.span, &found)
        }
        return found
    }

    private func check(_ kind: Located<String>?, _ kinds: [KindDescriptor], _ found: inout [Diagnostic]) {
        guard let kind, let descriptor = kinds.first(where: { $0.name == kind.value }) else { return }
        check(Self.libraries(descriptor.options), kind.value, at: kind.span, &found)
    }

    private static func libraries(_ options: [FieldShape]) -> Set<NativeLibrary> {
        Set(options.compactMap { NativeLibrary.reaching($0.shape) })
    }

    private func check(
        _ libraries: Set<NativeLibrary>,
        _ kind: String,
        at span: SourceSpan,
        _ found: inout [Diagnostic]
    ) {
        for library in NativeLibrary.allCases where libraries.contains(library) {
            guard let problem = problem(library) else { continue }
            found.append(
                Diagnostic(
                    .missingLibrary,
                    "`\(kind)` cannot be reached from this machine: \(library.use), and \(problem)",
                    at: .init(span),
                    help: ["`apt-get install \(library.package)` installs it on Debian and Ubuntu"]
                )
            )
        }
    }
}

extension DiagnosticCode {
    static let missingLibrary = DiagnosticCode(
        "PR0750",
        "missing-library",
        "What the plan names is reached by a library of the system that this machine does not have. The plan is valid; it "
            + "cannot be carried out from here."
    )
}
