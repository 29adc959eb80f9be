import Foundation
import Platform
import Testing

@Suite struct EnvironmentTests {
    @Test func variablesAreAsTheProcessGotThem() {
        for (name, value) in ProcessInfo.processInfo.environment { #expect(Environment.value(name) == value) }
        #expect(Environment.value("PLANRUN_NO_SUCH_VARIABLE") == nil)
    }
}
