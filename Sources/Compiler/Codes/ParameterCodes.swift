import Diagnostics

/// Codes about parameters and secrets: PR0220 to PR0230.
enum ParameterCodes {
    static let all: [DiagnosticCode] = [
        .undeclaredVariable, .unsetParameter, .variableSyntax, .unusedParameter, .misplacedVariable,
        .variableInCondition, .undeclaredValue, .exposedSecret, .misplacedSecret, .secretInClear, .badSecret,
    ]
}

extension DiagnosticCode {
    static let undeclaredVariable = DiagnosticCode(
        "PR0220",
        "undeclared-variable",
        "A plan uses a variable that it does not declare under `parameters`. Where the characters themselves are meant, "
            + "`$${` stands for `${`."
    )
    static let unsetParameter = DiagnosticCode(
        "PR0221",
        "unset-parameter",
        "A parameter is used that has neither a value nor a default. Values come from `--set NAME=value`, from a file given "
            + "by `--values`, or from the environment variable of the parameter's name; those of secrets from a file given "
            + "by `--secrets-file` or from the environment."
    )
    static let variableSyntax = DiagnosticCode(
        "PR0222",
        "variable-syntax",
        "A `${` begins something that is no variable. A variable is a name in braces, `${NAME}`: letters, digits and `_`, "
            + "and nothing else."
    )
    static let unusedParameter = DiagnosticCode(
        "PR0223",
        "unused-parameter",
        .warning,
        "A parameter is declared and nothing in the plan uses it."
    )
    static let misplacedVariable = DiagnosticCode(
        "PR0224",
        "misplaced-variable",
        "A variable stands where none can: in a key, in the declaration of a parameter, in `include`, or inside a "
            + "message's placeholder."
    )
    static let variableInCondition = DiagnosticCode(
        "PR0225",
        "variable-in-condition",
        "A variable in a condition stands for one number or quantity, so that no value can change what the condition says: "
            + "its parameter is a number, a fraction, a duration or a rate, and nothing is joined to it."
    )
    static let undeclaredValue = DiagnosticCode(
        "PR0226",
        "undeclared-value",
        "A value is given for a parameter that the plan does not declare. It is not passed over: a mistyped name would "
            + "silently leave a parameter as it is."
    )
    static let exposedSecret = DiagnosticCode(
        "PR0227",
        "exposed-secret",
        "The value of a secret comes from a place where others can read it: a default in the plan, a file of `--values`, "
            + "or the command line, which shows in lists of processes and in the shell's history. Secrets come from the "
            + "environment or from a file given by `--secrets-file`."
    )
    static let misplacedSecret = DiagnosticCode(
        "PR0228",
        "misplaced-secret",
        "A secret stands where its value would be shown, recorded or decided by. Secrets can be used in the text and URL "
            + "options of models, notifiers and other things that reach outside."
    )
    static let secretInClear = DiagnosticCode(
        "PR0229",
        "secret-in-clear",
        "Something that looks like a password or a token is written out. Plans are shared and kept; a secret is declared "
            + "under `parameters` with `secret: true`, used as `${NAME}`, and given by the environment or a file."
    )
    static let badSecret = DiagnosticCode(
        "PR0230",
        "bad-secret",
        "The value of a secret is not of its type. The message does not show it."
    )
}
