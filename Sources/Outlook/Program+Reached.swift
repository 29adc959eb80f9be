import Audiences
import Compiler
import Plan

extension Program {
    /// The units that have the candidate before the first stage, which is nobody; stages are added to them.
    private var reached: ReachedUnits {
        let groups = (traffic?.groups ?? []).map { (name: $0.name, share: $0.share) }
        return ReachedUnits(
            units: traffic.flatMap { traffic in
                traffic.replay.map {
                    ReplayUnits(of: name, unit: traffic.unit, users: $0.users, groups: groups)
                }
            },
            sizes: Dictionary(groups.map { ($0.name, $0.share.value) }) { first, _ in first },
            holdback: holdback
        )
    }

    /// Which units have the candidate in each stage: its own audience and those before it, without those held back.
    var reachedUnits: [ReachedUnits] {
        var reached = reached
        return stages.map { stage in
            reached.add(stage.audience.fraction, of: stage.audience.group)
            return reached
        }
    }
}
