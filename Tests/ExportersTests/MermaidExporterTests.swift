import Exporters
import Plan
import Testing

@Suite struct MermaidExporterTests {
    private static let program = Program(
        name: "test",
        description: nil,
        data: [],
        models: [],
        traffic: nil,
        risk: nil,
        stages: [
            StageSpec(
                name: "all",
                audience: AudienceSpec(),
                every: .seconds(60),
                duration: .seconds(600),
                within: .seconds(1200),
                samples: 0,
                holdFor: .seconds(60),
                promoteIf: [
                    GateSpec(
                        condition: .comparison(Comparison(.constant(1, .score), .less, .constant(2, .score))),
                        text: "feedback[\"a#b\"] < 5%",
                        consequence: nil,
                        failures: 1,
                        minimumSamples: 30,
                        noData: .hold,
                        evidence: .point
                    )
                ],
                rollbackIf: [],
                otherwise: .rollback
            )
        ],
        alerts: [],
        notifiers: [],
        feedback: nil,
        steps: [
            Step("all.observe", .observe(stage: 0), [.init(.done, "all.judge")]),
            Step("all.judge", .judge(stage: 0), [.init(.promote, "end"), .init(.goOn, "all.observe")]),
            Step("end", .finish(.rolledBack), []),
        ]
    )

    @Test func stepsAreNodesAndSuccessorsArrows() {
        #expect(
            MermaidExporter.export(Self.program) == """
                flowchart TD
                    s0["observe all every 1m, for 10m"]
                    s1{"judge all<br/>promote if<br/>feedback[#quot;a#35;b#quot;] #lt; 5%"}
                    s2(["rolled back"])
                    s0 --> s1
                    s1 -->|promote| s2
                    s1 -->|go on| s0

                """
        )
    }

    @Test func everyExporterIsFoundByItsName() {
        for exporter in ExporterRegistry.exporters {
            #expect(ExporterRegistry.exporter(named: exporter.name) != nil)
            #expect(exporter.export(Self.program).hasSuffix("\n"))
        }
        #expect(ExporterRegistry.exporter(named: "argo") == nil)
    }
}
