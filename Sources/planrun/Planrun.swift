import ArgumentParser

@main
struct Planrun: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "planrun")
}
