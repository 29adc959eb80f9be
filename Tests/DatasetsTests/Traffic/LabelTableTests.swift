import Datasets
import Diagnostics
import Platform
import Testing

@Suite struct LabelTableTests {
    private func read(_ text: String) throws -> LabelTable {
        try withLog(Array(text.utf8)) { path in
            try LabelTable.read(try ByteStream(path: path), named: "labels", by: "request", chunkSize: 100)
        }
    }

    private func problems(_ text: String) -> String {
        do {
            _ = try read(text)
            return "ok"
        } catch let failure as DatasetFailure {
            var map = SourceMap()
            let diagnostics = failure.diagnostics(in: &map)
            return String(ConciseRenderer().render(diagnostics, in: map).dropLast())
        } catch {
            return "\(error)"
        }
    }

    @Test func labelsAreFoundByRequest() throws {
        let count = 5000
        let labels = (0..<count).map { "{\"request\":\"r\($0)\",\"label\":\"\($0 % 3 == 0 ? "bad" : "good")\"}\n" }
            .joined()
        let rows = (0..<count + 10).map {
            "{\"at\":\($0),\"id\":\"r\($0)\",\"user\":\"u\",\"model\":\"v\($0 % 2 + 1)\",\"said\":\"good\"}\n"
        }
        let traffic = try readTraffic(Array(rows.joined().utf8))
        let table = try read(labels)
        #expect(table.count == count)
        // "bad" comes first.
        for (row, request) in traffic.requests.enumerated() {
            #expect(table.label(of: request) == (row >= count ? -1 : row % 3 == 0 ? 0 : 1))
        }
    }

    @Test func csvIsReadAlike() throws {
        let table = try read("label,when,request\r\nyes,1,7\r\n\"no\",2,\"8\"\r\n")
        let rows =
            "at,id,user,model,said,truth,p,error,ms,region,age\n1,7,u,v1,a,,,,,,\n1,8,u,v2,a,,,,,,\n1,9,u,v2,a,,,,,,\n"
        let traffic = try readTraffic(Array(rows.utf8))
        #expect(traffic.requests.map { table.label(of: $0) } == [0, 1, -1])
    }

    @Test(arguments: [
        ("request,label\n1,a\n1,a\n", "ok"),
        ("request,label\n1,a\n1,b\n", "labels:3:3: error[PR0615]: the request `1` has another label above"),
        ("request,label\n1,a\n1,\n", "labels:3:3: error[PR0609]: `label` is missing"),
        ("request,label\n,a\n", "labels:2:1: error[PR0609]: `request` is missing"),
        ("id,label\n1,a\n", "labels:1:1: error[PR0541]: no column is called `request`"),
        ("{\"request\":1}\n", "labels:1:1: error[PR0609]: `label` is missing"),
    ])
    func problemsAreLocated(text: String, expected: String) { #expect(problems(text) == expected) }
}
