/// The slots of a row of traffic that hold what planrun itself looks for; further columns have those behind them.
enum TrafficSlot {
    static let time = 0
    static let request = 1
    static let unit = 2
    static let model = 3
    static let prediction = 4
    static let label = 5
    static let score = 6
    static let error = 7
    static let latency = 8
    static let firstAttribute = 9
}
