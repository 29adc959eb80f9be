package import Plan

/// The routers that can be told which share of the traffic goes to the candidate.
package enum RouterRegistry {
    package static let descriptors: [KindDescriptor] = [FlagdRouter.descriptor]
}
