import Plan
import Platform
import Testing

/// Zones and change windows, against Python's `zoneinfo` over the same files of the time zone database: `offsets.txt` has
/// what it says of moments, many of them at changes of the clock, and `openings.txt` the first open minute found by going
/// from minute to minute.
@Suite struct CalendarTests {
    private static let folder = Path.folder(of: #filePath) + "/Fixtures/zones/"

    private static func zone(_ name: String) throws -> ZoneRules {
        let bytes = try FileSystem.read(folder + name.replacing("/", with: ".") + ".tzif")
        return try #require(ZoneRules(name: name, file: bytes))
    }

    private static func lines(_ name: String) throws -> [String] {
        String(decoding: try FileSystem.read(folder + name), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func offsetsAreThoseOfPython() throws {
        var zones: [String: ZoneRules] = [:]
        for line in try Self.lines("offsets.txt") {
            let parts = line.split(separator: " ").map(String.init)
            let (name, moment) = (parts[0], try #require(Int(parts[1])))
            let zone = try zones[name] ?? Self.zone(name)
            zones[name] = zone
            #expect(zone.offset(at: moment) == Int(parts[2]), "\(line)")
            // What a run that began earlier has kept of the zone says the same.
            #expect(zone.from(moment - 86_400 * 400).offset(at: moment) == Int(parts[2]), "\(line)")
            let next = zone.change(after: moment - 1)
            if let next { #expect(zone.offset(at: next.at - 1) == zone.offset(at: moment - 1), "\(line)") }
        }
        #expect(zones.count == 9)
    }

    /// Files list changes until 2037, and the rule says the same.
    @Test func aRuleTakesThePlaceOfWhatItSays() throws {
        let berlin = try Self.zone("Europe/Berlin").from(1_800_000_000)
        #expect(berlin.transitions == [])
        #expect(berlin.rule?.text == "CET-1CEST,M3.5.0,M10.5.0/3")
        // Morocco's clocks follow the moon, and its file says when.
        let casablanca = try Self.zone("Africa/Casablanca").from(1_800_000_000)
        #expect(casablanca.transitions.count > 50)
    }

    @Test(arguments: [
        ("", false), ("CET-1CEST,M3.5.0,M10.5.0/3", true), ("<+0330>-3:30", true), ("EST5EDT", false), ("EST5", true),
        ("AB5", false), ("CET-1CEST,M13.5.0,M10.5.0", false), ("CET-1CEST,M3.6.0,M10.5.0", false),
        ("CET-1CEST,M3.5.0", false), ("CET-1CEST,J0,J1", false), ("XXX3EDT4,0/0,J365/23", true), ("CET-25", false),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", true), ("CET-1 ", false),
    ])
    func rulesAreReadOrRefused(text: String, isRule: Bool) { #expect((ZoneRule(text) != nil) == isRule) }

    /// RFC 9636 has this one: summer time that lasts all year.
    @Test func summerTimeMayLastAllYear() throws {
        let rule = try #require(ZoneRule("XXX3EDT4,0/0,J365/23"))
        for moment in stride(from: 1_700_000_000, to: 1_800_000_000, by: 3_599_999) {
            #expect(rule.offset(at: moment) == -4 * 3600)
            #expect(rule.change(after: moment) == nil)
        }
    }

    @Test func brokenFilesAreRefused() throws {
        let bytes = try FileSystem.read(Self.folder + "Pacific.Apia.tzif")
        for length in 0..<bytes.count { #expect(ZoneRules(name: "x", file: Array(bytes[..<length])) == nil) }
        var random = SystemRandomNumberGenerator()
        // Whatever is in a file, reading it ends.
        for _ in 0..<2000 {
            var broken = bytes
            broken[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            _ = ZoneRules(name: "x", file: broken)?.offset(at: 1_800_000_000)
        }
    }

    @Test(arguments: [
        ("UTC", 0), ("+05:30", 19_800), ("-03:00", -10_800), ("+14:00", 50_400), ("+15:00", nil), ("utc", nil),
        ("+5:30", nil), ("Europe/Berlin", nil), ("+05:60", nil),
    ])
    func offsetsAreZones(name: String, offset: Int?) { #expect(ZoneRules(fixed: name)?.first == offset) }

    // MARK: Windows

    private static func hours(_ text: Substring) -> ChangesSpec.Hours {
        func minutes(_ text: Substring) -> Int {
            let parts = text.split(separator: ":").compactMap { Int($0) }
            return parts[0] * 60 + parts[1]
        }
        let ends = text.split(separator: "-").map(minutes)
        return .init(start: ends[0], end: ends[1])
    }

    private static func changes(_ parts: [Substring]) -> ChangesSpec {
        ChangesSpec(
            days: parts[1].split(separator: ",").compactMap { Weekday(rawValue: String($0)) },
            hours: parts[2].split(separator: ",").map(hours),
            zone: String(parts[0]),
            frozen: parts[3].split(separator: ",").compactMap { freeze in
                let ends = freeze.split(separator: ".").compactMap { CivilDate(text: $0) }
                return ends.count == 2 ? .init(first: ends[0], last: ends[1]) : nil
            }
        )
    }

    @Test func windowsOpenWhenPythonFindsThemOpen() throws {
        for line in try Self.lines("openings.txt") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            let changes = Self.changes(parts)
            let (moment, opening) = (try #require(Int(parts[4])), try #require(Int(parts[5])))
            // A run that began some while before, as zones are kept from then on.
            let calendar = ReleaseCalendar(start: moment - 1000, zone: try Self.zone(changes.zone))
            let found = calendar.opening(of: changes, from: .seconds(1000))
            #expect(found == .seconds(opening - moment + 1000), "\(line)")
            #expect(calendar.isOpen(changes, at: .seconds(1000)) == (opening == moment))
            #expect(found - .seconds(1000) <= changes.longestWait, "\(line)")
        }
    }

    @Test func theLongestWaitIsTheLongest() {
        func wait(_ days: [Weekday], _ hours: [ChangesSpec.Hours], _ zone: String, _ freeze: [String] = []) -> Duration
        {
            let frozen = freeze.compactMap { CivilDate(text: $0) }.map { ChangesSpec.Freeze(first: $0, last: $0) }
            return ChangesSpec(days: days, hours: hours, zone: zone, frozen: frozen).longestWait
        }
        let office: [ChangesSpec.Hours] = [.init(start: 540, end: 1020)]
        let week = Array(Weekday.allCases.prefix(5))
        // From Friday at 17:00 to Monday at 9:00.
        #expect(wait(week, office, "UTC") == .seconds(64 * 3600))
        // A Monday more, which 2026-12-28 is.
        #expect(wait(week, office, "UTC", ["2026-12-28"]) == .seconds(88 * 3600))
        // A Wednesday is shorter than a weekend.
        #expect(wait(week, office, "UTC", ["2026-12-23"]) == .seconds(64 * 3600))
        #expect(wait(week, office, "Europe/Berlin") == .seconds(66 * 3600))
        #expect(wait(Weekday.allCases, [], "UTC") == .zero)
        #expect(wait(Weekday.allCases, [], "+02:00", ["2026-12-24", "2026-12-25"]) == .seconds(48 * 3600))
        // An hour on Mondays may be left out once.
        #expect(wait([.monday], [.init(start: 120, end: 180)], "Europe/Berlin") == .seconds((14 * 24 - 1 + 2) * 3600))
    }

    @Test func frozenDatesAreMerged() {
        func date(_ text: String) -> CivilDate { CivilDate(text: text) ?? CivilDate(number: 0) }
        let changes = ChangesSpec(
            days: [.sunday, .monday],
            hours: [],
            zone: "UTC",
            frozen: [
                .init(first: date("2026-12-27"), last: date("2026-12-29")),
                .init(first: date("2026-12-24"), last: date("2026-12-26")),
            ]
        )
        #expect(changes.text == "mon, sun UTC, not on 2026-12-24..2026-12-29")
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "20261-01-1", "2026-12-24 ", "+026-12-24", "2026/12/24"])
    func whatIsNoDateIsRefused(text: String) { #expect(CivilDate(text: text) == nil) }

    @Test func datesAreWrittenAsTheyAreRead() {
        for number in stride(from: -200_000, to: 200_000, by: 97) {
            let date = CivilDate(number: number)
            #expect(CivilDate(text: date.text) == date)
        }
        #expect(CivilDate(text: "2026-11-29")?.weekday == .sunday)
        #expect(CivilDate(text: "2000-02-29")?.weekday == .tuesday)
        #expect(CivilDate(text: "1969-12-31")?.weekday == .wednesday)
    }

    @Test func momentsAreShownByTheZonesClock() throws {
        let start = try #require(Timestamp(rfc3339: "2026-10-25T00:30:00Z")).seconds
        let calendar = ReleaseCalendar(start: start, zone: try Self.zone("Europe/Berlin"))
        #expect(calendar.text(.zero) == "2026-10-25T02:30:00+02:00")
        #expect(calendar.text(.seconds(3600)) == "2026-10-25T02:30:00+01:00")
        #expect(ReleaseCalendar(start: start, zone: .utc).text(.zero) == "2026-10-25T00:30:00Z")
    }
}
