import ArgumentParser

struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Train a bundled model and keep it in a file; predict, evaluate and explain with it.",
        subcommands: [
            ModelTrainCommand.self, ModelPredictCommand.self, ModelEvaluateCommand.self, ModelCrossValidateCommand.self,
            ModelInspectCommand.self,
            ModelExplainCommand.self,
        ]
    )
}
