/// The named columns of numbers that a trained model is kept as.
struct ModelParts: Sendable {
    enum Content: Sendable {
        case numbers(Column<Double>)
        case integers(Column<Int32>)
        case nodes(Column<TreeNode>)

        /// The word for it in a file's header.
        var type: String {
            switch self {
            case .numbers: "f64"
            case .integers: "i32"
            case .nodes: "node"
            }
        }

        var count: Int {
            switch self {
            case .numbers(let numbers): numbers.count
            case .integers(let integers): integers.count
            case .nodes(let nodes): nodes.count
            }
        }
    }

    private(set) var columns: [(name: String, content: Content)] = []

    mutating func add(_ name: String, _ content: Content) { columns.append((name, content)) }
    mutating func add(_ name: String, _ numbers: [Double]) { add(name, .numbers(Column(numbers))) }
    mutating func add(_ name: String, _ integers: [Int32]) { add(name, .integers(Column(integers))) }

    /// The numbers of that name, as many as said.
    func numbers(_ name: String, count: Int? = nil) throws(ModelFileError) -> [Double] {
        try numberColumn(name, count: count).array
    }

    /// The same where they are in the file.
    func numberColumn(_ name: String, count: Int? = nil) throws(ModelFileError) -> Column<Double> {
        guard case .numbers(let numbers)? = content(name), count == nil || count == numbers.count else {
            throw .unusable("it lacks `\(name)`")
        }
        return numbers
    }

    /// The whole numbers of that name, as many as said, each of them in the range.
    func integers(_ name: String, count: Int? = nil, in range: Range<Int>) throws(ModelFileError) -> [Int32] {
        try integerColumn(name, count: count, in: range).array
    }

    /// The same where they are in the file.
    func integerColumn(
        _ name: String,
        count: Int? = nil,
        in range: Range<Int>
    ) throws(ModelFileError) -> Column<Int32> {
        guard case .integers(let integers)? = content(name), count == nil || count == integers.count else {
            throw .unusable("it lacks `\(name)`")
        }
        guard integers.allSatisfy({ range.contains(Int($0)) }) else { throw .unusable("`\(name)` is out of range") }
        return integers
    }

    /// The nodes of that name, where they are in the file.
    func nodes(_ name: String) throws(ModelFileError) -> Column<TreeNode> {
        guard case .nodes(let nodes)? = content(name) else { throw .unusable("it lacks `\(name)`") }
        return nodes
    }

    /// The classes that have outputs of their own, ascending; one output stands for two of them.
    func presentClasses(of classCount: Int) throws(ModelFileError) -> [Int] {
        let present = try integers(Self.present, in: 0..<classCount).map { Int($0) }
        guard present.count >= 2, zip(present, present.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .unusable("`\(Self.present)` is out of order")
        }
        return present
    }

    mutating func addPresentClasses(_ present: [Int]) { add(Self.present, present.map { Int32($0) }) }

    func has(_ name: String) -> Bool { content(name) != nil }

    private static let present = "present"

    private func content(_ name: String) -> Content? { columns.first { $0.name == name }?.content }
}

/// What a model is of: the sizes that its columns must fit.
struct ModelShape: Hashable, Sendable {
    let featureCount: Int
    /// How many numbers an answer has: one a class, or a single one.
    let classCount: Int
    /// Whether an answer is a number and no probabilities.
    var predictsNumbers = false

    func with(featureCount: Int) -> ModelShape {
        ModelShape(featureCount: featureCount, classCount: classCount, predictsNumbers: predictsNumbers)
    }
}

/// A trained model that can be kept in a file and read back, answering the same to the bit.
protocol StoredClassifier: Classifier {
    /// The name of its columns' layout in files; it never changes its meaning.
    static var form: String { get }

    var parts: ModelParts { get }

    /// Reads columns of unknown origin: whatever they hold, the model that comes of them answers every row.
    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError)
}

/// Every layout that a file can have.
enum StoredForms {
    static let all: [any StoredClassifier.Type] = [
        TreeEnsemble.self, BoostedTrees.self, LinearClassifier.self, GaussianNaiveBayes.self, NearestNeighbors.self,
        MajorityClass.self,
    ]
}
