import ArgumentParser

/// How the plan of a run is compiled again.
struct OpeningOptions: ParsableArguments {
    @OptionGroup var paths: PathOption
    @OptionGroup var secrets: SecretsOption
    @OptionGroup var size: SizeOptions
    @OptionGroup var color: ColorOption
}
