import Execution
package import JSON
import Plan

/// Holds a program against the command protocol, one check after the other.
package struct CommandConformance: Sendable {
    package struct Check: Hashable, Sendable {
        package enum Outcome: Hashable, Sendable {
            /// What was seen, in a few words; empty where the name says it all.
            case passed(String)
            case failed(String)
            case skipped(String)
        }

        /// What should hold, such as "describes itself".
        package let name: String
        package let outcome: Outcome
    }

    private let kind: CommandKind
    private let peer: CommandPeer
    /// Members of the kind's own request, in place of the usual ones.
    private let members: JSONObject

    package init(_ kind: CommandKind, _ peer: CommandPeer, members: JSONObject = [:]) {
        self.kind = kind
        self.peer = peer
        self.members = members
    }

    /// The checks in their order. The first tells whether it can be asked at all; where it cannot, it is the only one.
    package func run() async -> [Check] {
        let first = await check("describes itself") { () async throws(ProviderFailure) in try await description() }
        guard case .passed = first.outcome else { return [first] }
        var checks = [
            first,
            await check("takes members that it does not know") { () async throws(ProviderFailure) in
                _ = try await peer.ask("describe", ["member-of-a-later-version": [1, 2]])
                return .passed("")
            },
            await refusal("refuses an operation that it does not know", of: peer.request("no-such-operation")),
            await refusal("refuses another version", of: peer.request("describe", ["planrun": 999])),
        ]
        switch kind {
        case .metric: checks.append(await metric())
        case .model: checks.append(await model())
        case .router: checks += await router()
        case .notifier: checks.append(await notifier())
        case .retrain: checks.append(await retrainer())
        case .labels: checks.append(await labels())
        }
        return checks
    }

    private typealias Work = () async throws(ProviderFailure) -> Check.Outcome

    private func check(_ name: String, _ work: Work) async -> Check {
        do throws(ProviderFailure) {
            return Check(name: name, outcome: try await work())
        } catch {
            return Check(name: name, outcome: .failed(error.problem))
        }
    }

    /// The check of what shows outside: left out, for that reason, unless members of a request are given.
    private func checkWhereAsked(_ name: String, else reason: String, _ work: Work) async -> Check {
        guard !members.members.isEmpty else { return Check(name: name, outcome: .skipped(reason)) }
        return await check(name, work)
    }

    private func description() async throws(ProviderFailure) -> Check.Outcome {
        let answer = try await peer.ask("describe")
        guard let name = answer["name"]?.string, !name.isEmpty else {
            throw peer.misshapen(answer, "has no `name`, a text")
        }
        return .passed(name)
    }

    private func refusal(_ name: String, of request: JSONObject) async -> Check {
        await check(name) { () async throws(ProviderFailure) in
            switch try await peer.send(request) {
            case .refusal(let problem, _): return .passed(problem)
            case .answer(let answer): throw peer.misshapen(answer, "has no `error`")
            }
        }
    }

    private func metric() async -> Check {
        await check("gives a value") { () async throws(ProviderFailure) in
            let question = MetricQuestion(
                model: members["model"]?.string ?? "candidate",
                window: .seconds(members["window"]?.number ?? 900),
                at: .seconds(members["at"]?.number ?? 1_767_225_600)
            )
            switch try await CommandMetricStore(peer).value(for: question) {
            case .value(let value, _): return .passed(JSONValue.number(value).text)
            case .none(let reason): return .passed("none: " + reason)
            }
        }
    }

    private func model() async -> Check {
        let name = "predicts a class for each row"
        guard let columns = members["columns"]?.array?.compactMap(\.string), let rows = members["rows"]?.array else {
            return Check(name: name, outcome: .skipped("it needs `columns` and `rows` of a request"))
        }
        return await check(name) { () async throws(ProviderFailure) in
            let rows = RemoteRows(columns: columns, rows: rows.map { $0.array ?? [] })
            let answers = try await CommandRemoteModel(peer).answer(rows)
            return .passed(answers.map { $0.label ?? "none" }.joined(separator: ", "))
        }
    }

    /// The share that it has is set again, and no other one unless the request says one; then the old one comes back.
    private func router() async -> [Check] {
        let router = CommandRouter(peer)
        var old: Rational?
        let reading = await check("says which share the candidate has") { () async throws(ProviderFailure) in
            old = try await router.share()
            return .passed(old.map(\.percentText) ?? "it cannot be asked")
        }
        guard case .passed = reading.outcome else { return [reading] }
        let name = "has the share that was set, also where it is set twice"
        let wanted = members["share"].flatMap(ShareText.share)
        guard let share = wanted ?? old else {
            return [reading, Check(name: name, outcome: .skipped("it needs the `share` of a request"))]
        }
        var setting = await check(name) { () async throws(ProviderFailure) in
            try await router.set(share)
            try await router.set(share)
            guard old != nil else { return .passed("\(share.percentText) was taken") }
            let read = try await router.share()
            guard read == share else {
                let text = read.map(\.percentText) ?? "none"
                throw ProviderFailure("\(share.percentText) was set, and \(text) read back", isTransient: false)
            }
            return .passed(share.percentText)
        }
        if let old, old != share {
            let restored = await check(name) { () async throws(ProviderFailure) in
                try await router.set(old)
                return setting.outcome
            }
            if case .failed = restored.outcome { setting = restored }
        }
        return [reading, setting]
    }

    /// The first page, and the one after it where there is one.
    private func labels() async -> Check {
        await check("gives labels, and goes on from where it says") { () async throws(ProviderFailure) in
            let join = members["join"]?.string.flatMap(LabelJoin.init(rawValue:)) ?? .request
            let source = CommandLabels(peer, join: join)
            let first = try await source.page(after: members["after"]?.string)
            var count = first.labels.count
            guard let next = first.next else { return .passed("\(count) in one page") }
            let second = try await source.page(after: next)
            guard second.next != next else {
                throw ProviderFailure("it goes on from `\(next)` again and again", isTransient: false)
            }
            count += second.labels.count
            return .passed("\(count) in the first two pages")
        }
    }

    private func retrainer() async -> Check {
        let name = "trains once, however often it is asked under one key"
        return await checkWhereAsked(name, else: "it would train: give members of a request, such as a `label`") {
            () async throws(ProviderFailure) in
            let first = try await training()
            let again = try await training()
            guard first == again else {
                throw ProviderFailure(
                    "it answers `\(first.label)`, and asked again under the same key `\(again.label)`",
                    isTransient: false
                )
            }
            return .passed(first.label + (first.address.map { ", " + $0 } ?? ""))
        }
    }

    private func training() async throws(ProviderFailure) -> ServedModel {
        let spec = ModelSpec(role: .candidate, kind: "", options: OptionValues(), training: nil, retraining: [])
        return try await CommandRetrainer(peer, of: spec, in: ProviderContext(run: "check-command", folder: "."))
            .train(time: members["attempt"]?.integer ?? 1, replacing: members["label"]?.string)
    }

    private func notifier() async -> Check {
        let name = "takes a notification"
        return await checkWhereAsked(name, else: "it would be told: give members of a request, such as a `message`") {
            () async throws(ProviderFailure) in
            var notification: JSONObject = [
                "key": "check-command/1", "alert": "check", "state": "firing", "severity": "info",
                "message": "a check of the command protocol", "at": 0,
            ]
            for member in members.members { notification[member.name] = member.value }
            _ = try await peer.ask("notify", notification)
            return .passed("")
        }
    }
}
