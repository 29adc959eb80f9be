import Classifiers
import Datasets
import Digests
import Plan
import Platform

/// The models of a program that are kept in files, each read when it is first needed.
struct KeptModels {
    private struct Kept {
        let file: ModelFile
        let digest: String
    }

    private let folder: String
    private var cache: [ModelRole: Kept] = [:]
    /// The model as it answers the rows of a data set, by the data set's name.
    private var arranged: [ModelRole: [String: any Classifier]] = [:]

    /// - Parameter folder: The plan's folder, which its paths start from.
    init(folder: String) { self.folder = folder }

    /// What there is to say of a model once it has been read.
    mutating func load(_ spec: ModelSpec) throws(ReplayError) -> Event.Loaded {
        guard let path = spec.file else { throw ReplayError("the \(spec.role.rawValue) is kept in no file") }
        let kept = try read(spec.role, path, wanted: spec.options.text("sha256"))
        return Event.Loaded(
            model: spec.role,
            file: path,
            digest: kept.digest,
            kind: kept.file.header.kind,
            rows: kept.file.header.rowCount
        )
    }

    /// The model as it answers the rows of a table, by the order of that table's columns and classes.
    mutating func classifier(
        _ spec: ModelSpec,
        answering table: Table,
        named name: String
    ) throws(ReplayError) -> any Classifier {
        if let known = arranged[spec.role]?[name] { return known }
        guard let path = spec.file else { throw ReplayError("the \(spec.role.rawValue) is kept in no file") }
        let kept = try read(spec.role, path, wanted: spec.options.text("sha256"))
        guard kept.file.classifier.takesMissing || table.missingCounts.allSatisfy({ $0 == 0 }) else {
            throw ReplayError("the \(spec.role.rawValue) needs every value, and rows of `\(name)` lack some")
        }
        do throws(ModelFile.Misfit) {
            let classifier = try kept.file.answering(
                features: table.featureNames,
                categories: Set(zip(table.featureNames, table.categories).filter { $0.1 != nil }.map(\.0)),
                classes: table.classes
            )
            arranged[spec.role, default: [:]][name] = classifier
            return classifier
        } catch {
            throw ReplayError("the \(spec.role.rawValue) cannot answer the rows of `\(name)`: \(error.sentence)")
        }
    }

    private mutating func read(_ role: ModelRole, _ path: String, wanted: String?) throws(ReplayError) -> Kept {
        if let known = cache[role] { return known }
        let mapped: MappedFile
        do throws(PlatformError) {
            mapped = try MappedFile(Path.join(folder, path))
        } catch {
            throw ReplayError("the \(role.rawValue) cannot be loaded: cannot read `\(path)`: \(error.reason)")
        }
        let digest = mapped.withBytes { SHA256.digest($0) }.description
        if let wanted, wanted.lowercased() != digest {
            throw ReplayError("the \(role.rawValue) cannot be loaded: `\(path)` is another file than the plan means")
        }
        do throws(ModelFileError) {
            let kept = Kept(file: try ModelFile(mapped), digest: digest)
            cache[role] = kept
            return kept
        } catch {
            throw ReplayError("the \(role.rawValue) cannot be loaded: `\(path)` is no model that can be used")
        }
    }
}
