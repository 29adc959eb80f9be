/// For how many observations sequences over one model are shortest. It is the same in every stage, so that a sequence goes
/// on where the stage before left it; at a tenth or ten times of it they are a fifth wider than the shortest.
package enum SequenceTuning {
    package static let observations = 1000
}
