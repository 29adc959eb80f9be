import Classifiers

extension TreeExplainer.Refusal {
    /// Why the answers of a model of a kind cannot be divided.
    func sentence(kind: String) -> String {
        switch self {
        case .noTrees: "a model of kind `\(kind)` is not made of trees"
        case .noWeights: "its file does not say which leaves the training rows came to; train it again"
        case .tooDeep(let most): "a way through its trees has more than \(most) splits"
        }
    }
}

extension TreeScale {
    /// What contributions add up to for a class.
    func words(of name: String) -> String {
        switch self {
        case .probability: "the probability of \(name)"
        case .number: "the prediction"
        case .logarithm: "the logarithm of the prediction"
        case .logOdds: "the log-odds of \(name)"
        case .score: "the score of \(name)"
        }
    }
}
