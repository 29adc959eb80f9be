import Execution
import Plan

/// Shares of routers that cannot give every one: the nearest that is not more than what was asked.
struct CoarseShare {
    /// Which part of the share asked may be missing.
    let tolerance: Double

    /// The nearest share, where it is near enough.
    func accepting(_ nearest: Rational, for share: Rational, by router: String) throws(ProviderFailure) -> Rational {
        // Numbers such as 0.01 are not exact in binary.
        guard share.value - nearest.value <= tolerance * share.value + 1e-12 else {
            throw ProviderFailure(
                "\(router) cannot give the candidate \(share.percentText): the nearest below it is \(nearest.percentText), "
                    + "which is more than the `tolerance` away",
                isTransient: false
            )
        }
        return nearest
    }
}
