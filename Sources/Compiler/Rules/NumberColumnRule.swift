import Diagnostics
import Plan

/// What a metric reads numbers from does not hold texts: neither by what the plan says of the log's columns nor, where those are
/// there, by what the files hold.
enum NumberColumnRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let log = plan.plan.traffic?.log, let columns = log.columns, !plan.plan.metrics.isEmpty else { return [] }
        let reader = Reader(plan, log, columns)
        return plan.plan.metrics.flatMap { metric in
            reader.options(of: metric).compactMap { reader.finding(metric, $0) }
        }
    }

    private struct Reader {
        private let plan: AnalyzedPlan
        private let log: LogPlan
        private let columns: [LogPlan.Column]
        /// The columns that are read as texts whatever they hold.
        private let texts: Set<String>
        private let times: Set<String>

        init(_ plan: AnalyzedPlan, _ log: LogPlan, _ columns: [LogPlan.Column]) {
            self.plan = plan
            self.log = log
            self.columns = columns
            func names(_ roles: LogColumnContent.Role...) -> [String] {
                columns.filter { column in roles.contains { column.content?.value == .role($0) } }.map(\.name.value)
                    + roles.map(\.rawValue)
            }
            let attributes = columns.filter { column in
                column.content?.value == .attribute(.text) || column.content?.value == .attribute(.boolean)
            }
            let sources = plan.plan.labels?.sources.map(\.name.value) ?? []
            texts = Set(names(.prediction, .label, .model, .error) + attributes.map(\.name.value) + sources)
            times = Set(names(.time))
        }

        func options(of metric: MetricPlan) -> [FieldShape] {
            MetricsSection.kinds(plan.language).first { $0.name == metric.kind?.value }?.options ?? []
        }

        func finding(_ metric: MetricPlan, _ option: FieldShape) -> Diagnostic? {
            guard let kind = metric.kind, let name = metric.options.text(option.key) ?? option.defaultText,
                // The log's times are numbers, however they are written.
                !times.contains(name)
            else { return nil }
            let place = metric.places[option.key] ?? kind.span
            switch option.shape {
            case .reference(to: "number column"):
                let known = said(name, kind.value, at: place) ?? joined(name, kind.value, at: place)
                return known ?? held(name, kind.value, at: place) ?? window(metric, name, at: place)
            case .reference(to: "column of numbers or texts"):
                guard !texts.contains(name) else { return ordered(metric, name, at: place) }
                return held(name, kind.value, at: place) ?? window(metric, name, at: place)
            default: return nil
            }
        }

        /// By what the plan says of the column.
        private func said(_ name: String, _ kind: String, at place: SourceSpan) -> Diagnostic? {
            guard let content = columns.first(where: { $0.name.value == name })?.content,
                content.value == .attribute(.text)
            else { return nil }
            return Diagnostic(
                .textAsNumbers,
                "`\(kind)` reads numbers, and the column `\(name)` holds texts",
                at: .init(place),
                secondary: [.init(content.span, "said here")],
                help: ["name a column of numbers, or say `number` where it is one"]
            )
        }

        /// By where it comes from: labels of files are classes, whatever they look like.
        private func joined(_ name: String, _ kind: String, at place: SourceSpan) -> Diagnostic? {
            guard let labels = plan.plan.labels else { return nil }
            let source = labels.sources.first { $0.name.value == name }
            let isInLog = columns.contains { $0.name.value == name || $0.content?.value == .role(.label) }
            let from = source.map(\.name) ?? (name == "label" && !isInLog ? labels.from : nil)
            return from.map { from in
                Diagnostic(
                    .textAsNumbers,
                    "`\(kind)` reads numbers, and labels of a file beside the log are classes",
                    at: .init(place),
                    secondary: [.init(from.span, "the labels `\(name)`")],
                    help: ["have the log say the label itself, in a column that holds it: `COLUMN: label`"]
                )
            }
        }

        /// By what is in the files.
        private func held(_ name: String, _ kind: String, at place: SourceSpan) -> Diagnostic? {
            // Rows with texts may be left out where some may be bad.
            guard log.badRows.map({ $0.value == .zero }) ?? true, let text = example(name) else { return nil }
            return Diagnostic(
                .textAsNumbers,
                "`\(kind)` reads numbers, and the column `\(name)` holds texts",
                at: .init(place, "no row has a number there, and one has `\(text)`"),
                help: ["name a column of numbers"]
            )
        }

        private func example(_ name: String) -> String? {
            let isColumn = columns.contains { $0.name.value == name }
            let role = columns.first { column in
                if case .role(let role)? = column.content?.value { role.rawValue == name } else { false }
            }
            return plan.facts.log?.texts[isColumn ? name : role?.name.value ?? name]
        }

        /// By what is in the file that the column is compared with.
        private func window(_ metric: MetricPlan, _ name: String, at place: SourceSpan) -> Diagnostic? {
            guard let window = metric.options.text("against"), let text = plan.facts.windows[window]?.texts[name] else {
                return nil
            }
            return Diagnostic(
                .textAsNumbers,
                "the column `\(name)` is compared as numbers, and that of the window `\(window)` holds texts",
                at: .init(place, "no row of the window has a number there, and one has `\(text)`"),
                help: ["say `\(name): text` under `columns` where it holds texts"]
            )
        }

        /// A measure that goes by the order of numbers says nothing of texts.
        private func ordered(_ metric: MetricPlan, _ name: String, at place: SourceSpan) -> Diagnostic? {
            guard let kind = plan.language.metricKinds.first(where: { $0.kind.name == metric.kind?.value }),
                let word = kind.words(of: metric.options).first(where: kind.wordsOfNumbers.contains)
            else { return nil }
            let content = columns.first { $0.name.value == name }?.content
            let others = options(of: metric).compactMap { option -> [String]? in
                if case .choice(let all) = option.shape, all.contains(word) { all } else { nil }
            }
            return Diagnostic(
                .textAsNumbers,
                "`\(word)` goes by the order of numbers, and the column `\(name)` is read as texts",
                at: .init(place),
                secondary: content.map { [.init($0.span, "said here")] } ?? [],
                help: [
                    "texts are compared by \(others.joined().filter { !kind.wordsOfNumbers.contains($0) }.joinedList(by: "or"))"
                ]
            )
        }
    }
}
