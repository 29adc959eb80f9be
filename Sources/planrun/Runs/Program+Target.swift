import JSON
import Plan

extension Program {
    /// What a run of the program changes outside and another run could change too: the flag or the route that its router
    /// sets. A replay changes nothing, so any number of them may run side by side.
    var target: String? { json["traffic"]?["router"]?.canonicalText }
}
