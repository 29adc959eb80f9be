import Classifiers
import Compiler
import Diagnostics
import Plan
import PlanSyntax
import Testing

@Suite struct RecipeCompilerTests {
    private func compile(_ text: String) -> (recipe: RecipeCompiler.Recipe?, diagnostics: [Diagnostic]) {
        var sources = SourceMap()
        let file = SourceFile(name: "--model", bytes: Array(text.utf8))
        let parsed = SyntaxTree.parse(file, id: sources.add(file))
        let language = Language(models: ModelRegistry.descriptors, metrics: [], notifiers: [])
        let compiled = parsed.tree.map { RecipeCompiler.compile($0, language: language) }
        return (compiled?.recipe, parsed.diagnostics + (compiled?.diagnostics ?? []))
    }

    @Test func optionsAreThoseOfPlansWithTheirDefaults() throws {
        let recipe = try #require(compile("{random_forest: {n_estimators: 7, max_features: 3}}").recipe)
        #expect(recipe.kind == "random_forest")
        #expect(recipe.options["n_estimators"] == .integer(7))
        #expect(recipe.options["max_features"] == .integer(3))
        #expect(recipe.options["bootstrap"] == .boolean(true))
        #expect(recipe.options["max_depth"] == nil)
    }

    @Test(arguments: [
        ("{random_forst: {}}", "PR0213"), ("{random_forest: {trees: 3}}", "PR0202"),
        ("{random_forest: {n_estimators: 0}}", "PR0206"), ("{decision_tree: {}, random_forest: {}}", "PR0212"),
        ("random_forest", "PR0201"), ("{}", "PR0213"), ("{decision_tree: {}, train: iris}", "PR0202"),
    ])
    func mistakesAreFound(text: String, code: String) {
        let (recipe, diagnostics) = compile(text)
        #expect(recipe == nil)
        #expect(diagnostics.map(\.code.id) == [code])
    }
}
