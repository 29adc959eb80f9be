import Execution
import Platform

extension ProviderFailure {
    /// A file that could not be read or written, by the name that the plan has for it.
    init(_ error: PlatformError, on file: String) {
        // A file that is away may be on its way: whoever deploys replaces it, too.
        let isPermanent = error.isForbidden || error.isTooLarge
        self.init("cannot \(error.operation.rawValue) `\(file)`: \(error.reason)", isTransient: !isPermanent)
    }
}
