package import Plan

/// What is known about the data that a plan names, found out by whoever may read files.
package struct PlanFacts: Sendable, Hashable {
    /// What is known about one data set.
    package struct Dataset: Sendable, Hashable {
        /// A feature that some rows lack.
        package struct Lacking: Sendable, Hashable {
            package let feature: String
            /// How many rows lack it, of all.
            package let rows: Quality.Share

            package init(feature: String, rows: Quality.Share) {
                self.feature = feature
                self.rows = rows
            }
        }

        /// What was found where the plan says what must hold.
        package struct Quality: Sendable, Hashable {
            package struct Share: Sendable, Hashable {
                package let count: Int
                package let all: Int

                package init(_ count: Int, of all: Int) {
                    self.count = count
                    self.all = all
                }
            }

            /// How much of the label a feature tells by itself.
            package struct Telling: Sendable, Hashable {
                package let feature: String
                package let share: Share

                package init(feature: String, share: Share) {
                    self.feature = feature
                    self.share = share
                }
            }

            /// How many of the rows to test on are rows to train on, too, and how many there are; nil where rows are not divided.
            package let repeated: Share?
            /// The features with one value in all rows.
            package let constant: [String]
            /// The class with the fewest rows; nil where the label is a number.
            package let smallestClass: String?
            /// How many of all rows it has.
            package let smallestShare: Share
            /// How much of the label each feature tells by itself; none where nobody has looked.
            package let telling: [Telling]

            package init(
                repeated: Share?,
                constant: [String],
                smallestClass: String?,
                smallestShare: Share,
                telling: [Telling] = []
            ) {
                self.telling = telling
                self.repeated = repeated
                self.constant = constant
                self.smallestClass = smallestClass
                self.smallestShare = smallestShare
            }
        }

        /// None where the label is a number to predict.
        package let classes: [String]
        /// The names of the columns other than the label, in order.
        package let features: [String]
        /// Those that hold categories, declared or not, in order.
        package let categories: [String]
        /// How many rows each part has; of a part that is not there nothing is known.
        package let rows: [DataPart: Int]
        /// How many rows of each class each part has; of a part that is not there nothing is known.
        package let classRows: [DataPart: [String: Int]]
        /// SHA-256 of the file, in hexadecimal; nil where nobody has looked.
        package let digest: String?
        /// The features that some rows lack.
        package let lacking: [Lacking]
        /// Nil where nobody has looked.
        package let quality: Quality?

        package init(
            classes: [String],
            features: [String],
            categories: [String] = [],
            rows: [DataPart: Int] = [:],
            classRows: [DataPart: [String: Int]] = [:],
            digest: String? = nil,
            lacking: [Lacking] = [],
            quality: Quality? = nil
        ) {
            self.categories = categories
            self.lacking = lacking
            self.quality = quality
            self.digest = digest
            self.classes = classes
            self.features = features
            self.rows = rows
            self.classRows = classRows
        }
    }

    /// What is known about a model that is kept in a file.
    package struct Model: Sendable, Hashable {
        package let classes: [String]
        /// The columns that it needs.
        package let features: [String]
        /// SHA-256 of the file that it was trained on, in hexadecimal.
        package let trainingDigest: String

        package init(classes: [String], features: [String], trainingDigest: String) {
            self.classes = classes
            self.features = features
            self.trainingDigest = trainingDigest
        }
    }

    /// What is known about a log.
    package struct Log: Sendable, Hashable {
        package let columns: [String]
        /// Whether there are no others, further on in the log.
        package let hasAllColumns: Bool
        /// The values of a column, where all of them are known.
        package let values: [String: Set<String>]
        /// The columns that hold something and never a number, each with something that it holds, as far as somebody has looked.
        package let texts: [String: String]
        /// How many rows hold something in a column, where somebody has counted all of them.
        package let counts: [String: Int]
        /// The first and the last time of all rows, where they are known.
        package let times: ClosedRange<Timestamp>?

        package init(
            columns: [String],
            hasAllColumns: Bool = true,
            values: [String: Set<String>],
            texts: [String: String] = [:],
            counts: [String: Int] = [:],
            times: ClosedRange<Timestamp>? = nil
        ) {
            self.columns = columns
            self.hasAllColumns = hasAllColumns
            self.values = values
            self.texts = texts
            self.counts = counts
            self.times = times
        }
    }

    /// What is known about the zone that the plan's windows are in.
    package struct Zone: Sendable, Hashable {
        /// Whether its clocks can be read here.
        package let isKnown: Bool
        /// The names of the time zone database; none where it is not here. Empty, too, where the zone is known.
        package let names: [String]

        package init(isKnown: Bool, names: [String] = []) {
            self.isKnown = isKnown
            self.names = names
        }
    }

    /// By the data set's name in the plan; a data set that could not be read is absent.
    package let datasets: [String: Dataset]
    /// The models that are kept in files, as far as they can be read.
    package let models: [ModelRole: Model]
    /// The log that is the traffic, where it is there.
    package let log: Log?
    /// The labels for the log, where they are there.
    package let labels: Log?
    /// The same of further sources of labels, by name.
    package let labelSources: [String: Log]
    /// The same of the log's windows that are files, by name.
    package let windows: [String: Log]
    /// Nil where nobody has looked.
    package let zone: Zone?
    /// The date of today; nil where nobody knows.
    package let today: CivilDate?

    package init(
        datasets: [String: Dataset] = [:],
        models: [ModelRole: Model] = [:],
        log: Log? = nil,
        labels: Log? = nil,
        labelSources: [String: Log] = [:],
        windows: [String: Log] = [:],
        zone: Zone? = nil,
        today: CivilDate? = nil
    ) {
        self.zone = zone
        self.today = today
        self.datasets = datasets
        self.models = models
        self.log = log
        self.labels = labels
        self.labelSources = labelSources
        self.windows = windows
    }
}
