package import Execution
package import Plan

/// The routers that can be told which share of the traffic goes to the candidate.
package enum RouterRegistry {
    package static let kinds: [any RouterKind.Type] = [
        FlagdRouter.self,
        HAProxyRouter.self,
        NginxRouter.self,
        EnvoyRouter.self,
        WebhookRouter.self,
        CommandRouter.self,
    ]

    package static var descriptors: [KindDescriptor] { kinds.map { $0.descriptor } }

    /// The router that a program names, or nil where there is no such kind.
    package static func router(for spec: RouterSpec, in context: ProviderContext) -> (any Router)? {
        kinds.first { $0.descriptor.name == spec.kind }?.make(spec.options, in: context)
    }
}
