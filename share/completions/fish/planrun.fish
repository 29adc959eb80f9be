function __planrun_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __planrun_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __planrun_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __planrun_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __planrun_parse_tokens -S
    set -l unparsed_tokens (__planrun_tokens -pc)
    switch $unparsed_tokens[1]
    case 'planrun'
        __planrun_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'validate'
            __planrun_parse_subcommand -r 1 'format=' 'strict' 'quiet' 'fix' 'diff' 'stdin-filename=' 'threads=' 'seed=' 'allow-outside-paths' 'set=+' 'values=+' 'secrets-file=+' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'execute'
            __planrun_parse_subcommand 1 'dry-run' 'assume=' 'format=' 'quiet' 'threads=' 'request-log' 'no-request-log' 'scenario=' 'check-expectation' 'state=' 'log-level=' 'seed=' 'allow-outside-paths' 'set=+' 'values=+' 'secrets-file=+' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'resume'
            __planrun_parse_subcommand 1 'format=' 'quiet' 'threads=' 'request-log' 'no-request-log' 'state=' 'log-level=' 'allow-outside-paths' 'secrets-file=+' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'status'
            __planrun_parse_subcommand 1 'format=' 'state=' 'version' 'h/help'
        case 'history'
            __planrun_parse_subcommand 1 'format=' 'state=' 'version' 'h/help'
        case 'verify'
            __planrun_parse_subcommand 1 'head=' 'format=' 'state=' 'version' 'h/help'
        case 'why'
            __planrun_parse_subcommand 2 'format=' 'state=' 'allow-outside-paths' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'compile'
            __planrun_parse_subcommand 1 'emit=' 'seed=' 'allow-outside-paths' 'set=+' 'values=+' 'secrets-file=+' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'inspect'
            __planrun_parse_subcommand 1 'format=' 'seed=' 'allow-outside-paths' 'set=+' 'values=+' 'secrets-file=+' 'max-bytes=' 'max-values=' 'color=' 'version' 'h/help'
        case 'diff'
            __planrun_parse_subcommand 2 'format=' 'exit-code' 'folder=' 'allow-outside-paths' 'set=+' 'values=+' 'secrets-file=+' 'color=' 'version' 'h/help'
        case 'fmt'
            __planrun_parse_subcommand -r 1 'check' 'diff' 'stdin-filename=' 'color=' 'version' 'h/help'
        case 'evaluate'
            __planrun_parse_subcommand 1 'metric=+' 'require=+' 'positive=' 'min-samples=' 'format=' 'label=' 'prediction=' 'score=' 'latency=' 'latency-unit=' 'model=' 'input-format=' 'color=' 'version' 'h/help'
        case 'feedback'
            __planrun_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __planrun_parse_subcommand 1 'unit=' 'rating=' 'thumb=' 'text=' 'after=' 'state=' 'log-level=' 'version' 'h/help'
            case 'import'
                __planrun_parse_subcommand 2 'state=' 'log-level=' 'color=' 'version' 'h/help'
            case 'report'
                __planrun_parse_subcommand 1 'format=' 'state=' 'log-level=' 'allow-outside-paths' 'color=' 'version' 'h/help'
            case 'forget'
                __planrun_parse_subcommand 0 'unit=' 'state=' 'log-level=' 'version' 'h/help'
            end
        case 'schema'
            __planrun_parse_subcommand 0 'form=' 'version' 'h/help'
        case 'explain'
            __planrun_parse_subcommand 1 'all' 'format=' 'version' 'h/help'
        case 'help'
            __planrun_parse_subcommand -r 1 'version'
        end
    end
end

function __planrun_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __planrun_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __planrun_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __planrun_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__planrun_tokens -p)
    if test -z "$(__planrun_tokens -t)"
        set -l index (count (__planrun_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'planrun' -f
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'validate' -d 'Prove plans before they run, and say everything that is wrong with them at once.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'execute' -d 'Carry a plan out, step by step, to its decision.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'resume' -d 'Go on with a run that was interrupted or killed.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'status' -d 'List the runs and where they stand.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'history' -d 'Print what happened in a run, from its journal.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'verify' -d 'Prove that a run\'s history is the one that was recorded.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'why' -d 'Explain a decision of a run: what was asked and read, by what margin, and what would have turned it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'compile' -d 'Show the program that a plan compiles to, as canonical JSON or as a diagram.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'inspect' -d 'Show what a plan will do: whom it reaches, how long it takes, how soon it takes a bad candidate back.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'diff' -d 'Say what a plan means otherwise than another, not how its text differs.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'fmt' -d 'Write plans in the one canonical form; comments and meaning stay.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'evaluate' -d 'Give the metrics over a prediction log, and say whether they are good enough.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'feedback' -d 'Add what users say of a run, report it, and forget it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'schema' -d 'Print the plan language: its JSON Schema for editors, or its reference for people.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'explain' -d 'Say what a diagnostic\'s code means.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun validate" -ge 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" format' -l 'format' -d 'How findings are written: full, concise, json, sarif, github or junit. Without it PLANRUN_FORMAT says, then github under GITHUB_ACTIONS=true, else full.' -rfka 'full concise json sarif github junit'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" strict' -l 'strict' -d 'Let warnings count as errors.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" quiet' -l 'quiet' -d 'Print findings only.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" fix' -l 'fix' -d 'Write the fixes that cannot go wrong into the files; of standard input, print the fixed text.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" diff' -l 'diff' -d 'Print what --fix would change, as a unified diff, and write nothing.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" stdin-filename' -l 'stdin-filename' -d 'What to call standard input; the plan\'s paths start from that file\'s folder.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" threads' -l 'threads' -d 'How many plans may be read at once, 0 for one a core.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" seed' -l 'seed' -d 'Draw the requests by this seed instead of the traffic\'s own.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate"' -l 'set' -d 'Give a parameter of the plan a value; may be repeated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate"' -l 'values' -d 'Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun validate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun execute" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" dry-run' -l 'dry-run' -d 'Interpret the plan and evaluate its models, and write, send and route nothing.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" assume' -l 'assume' -d 'With --dry-run: whether approvals are given, refused or left to expire.' -rfka 'approve reject expire'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" format' -l 'format' -d 'What is printed: text, a report for people, or jsonl, the events one JSON object a line.' -rfka 'text jsonl'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" quiet' -l 'quiet' -d 'Print nothing but errors and what notifiers say.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" threads' -l 'threads' -d 'How many threads may train, 0 for one a core.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" request-log' -l 'request-log' -d 'Log every answer in requests.jsonl, whatever the plan says of it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" no-request-log' -l 'no-request-log' -d 'Log every answer in requests.jsonl, whatever the plan says of it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" scenario' -l 'scenario' -d 'Degrade the replay as this file says: labels, features, latency, traffic.' -rfa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" check-expectation' -l 'check-expectation' -d 'Exit with 0 if the run ends as the scenario\'s `expect` says, and with 5 if it ends otherwise.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" seed' -l 'seed' -d 'Draw the requests by this seed instead of the traffic\'s own.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute"' -l 'set' -d 'Give a parameter of the plan a value; may be repeated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute"' -l 'values' -d 'Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun execute" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" format' -l 'format' -d 'What is printed: text, a report for people, or jsonl, the events one JSON object a line.' -rfka 'text jsonl'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" quiet' -l 'quiet' -d 'Print nothing but errors and what notifiers say.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" threads' -l 'threads' -d 'How many threads may train, 0 for one a core.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" request-log' -l 'request-log' -d 'Log every answer in requests.jsonl, whatever the plan says of it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" no-request-log' -l 'no-request-log' -d 'Log every answer in requests.jsonl, whatever the plan says of it.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun resume" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun status" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun status" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun status" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun history" format' -l 'format' -d 'What is printed: text, a line an event, or jsonl, the events as they were recorded.' -rfka 'text jsonl'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun history" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun history" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun verify" head' -l 'head' -d 'The head that the run printed, 64 hexadecimal digits.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun verify" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun verify" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun verify" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun why" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun compile" -eq 1' -fa '(set -l exts \'yaml\' \'yml\';for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.{$exts};printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" emit' -l 'emit' -d 'The form: program or mermaid.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" seed' -l 'seed' -d 'Draw the requests by this seed instead of the traffic\'s own.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile"' -l 'set' -d 'Give a parameter of the plan a value; may be repeated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile"' -l 'values' -d 'Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun compile" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" seed' -l 'seed' -d 'Draw the requests by this seed instead of the traffic\'s own.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect"' -l 'set' -d 'Give a parameter of the plan a value; may be repeated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect"' -l 'values' -d 'Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" max-bytes' -l 'max-bytes' -d 'Read plans of up to so many bytes.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" max-values' -l 'max-values' -d 'Read plans of up to so many values.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun inspect" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" format' -l 'format' -d 'How the difference is written: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" exit-code' -l 'exit-code' -d 'Exit with 2 where the plans mean different things.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" folder' -l 'folder' -d 'The folder that the paths in both plans start from, instead of each plan\'s own; standard input\'s is that of the other plan.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff"' -l 'set' -d 'Give a parameter of the plan a value; may be repeated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff"' -l 'values' -d 'Take values from this file, a YAML mapping by name; may be repeated, and the last file counts most.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff"' -l 'secrets-file' -d 'Take the values of secrets from this file, a YAML mapping by name; those that it lacks come from the environment.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun diff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" check' -l 'check' -d 'Write nothing; print the names of files that would change, and exit with 1 where there are any.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" diff' -l 'diff' -d 'Write nothing; print what would change as a unified diff.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" stdin-filename' -l 'stdin-filename' -d 'What messages call standard input.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun fmt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate"' -l 'metric' -d 'A metric, such as f1.macro, recall[virginica] or latency.p95; several with commas, or by repetition.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate"' -l 'require' -d 'A condition that must hold, such as \'accuracy >= 0.95\'.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" positive' -l 'positive' -d 'The class that precision, recall and the like are about.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" min-samples' -l 'min-samples' -d 'With fewer observations a metric does not satisfy a condition.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" label' -l 'label' -d 'The column with the true class (default: label).' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" prediction' -l 'prediction' -d 'The column with the predicted class (default: prediction).' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" score' -l 'score' -d 'The column with the model\'s score (default: score).' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" latency' -l 'latency' -d 'The column with the time an answer took (default: latency).' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" latency-unit' -l 'latency-unit' -d 'What the latency is counted in: s, ms, us or ns.' -rfka 's ms us ns'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" model' -l 'model' -d 'Look at the rows of one model only, by the column `model`.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" input-format' -l 'input-format' -d 'How the log is written: csv or jsonl; by default its name says so, or else its first byte.' -rfka 'csv jsonl'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun evaluate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun feedback" -eq 1' -fa 'add' -d 'Add what one user says of a run.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun feedback" -eq 1' -fa 'import' -d 'Add what many users say of a run, from JSON lines or CSV.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun feedback" -eq 1' -fa 'report' -d 'Report what users say of a run, by the model that served them.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun feedback" -eq 1' -fa 'forget' -d 'Delete all that a user has said, in every run.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" unit' -l 'unit' -d 'Who says it, such as user-17.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" rating' -l 'rating' -d 'A rating, on the scale of the plan.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" thumb' -l 'thumb' -d 'A thumb in place of a rating: up or down.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" text' -l 'text' -d 'What is said; `-` reads standard input.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" after' -l 'after' -d 'When it was said, from the run\'s beginning on; now unless stated.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_positional "planrun feedback import" -eq 1' -F
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback import" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback import" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback import" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback import" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" format' -l 'format' -d 'What is printed: text or json.' -rfka 'text json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" allow-outside-paths' -l 'allow-outside-paths' -d 'Let the plan\'s paths lead out of its folder.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" color' -l 'color' -d 'Colour the output: auto, always or never.' -rfka 'auto always never'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback forget" unit' -l 'unit' -d 'Whose words are deleted, such as user-17.' -rfka ''
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback forget" state' -l 'state' -d 'The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.' -rfa '(__planrun_complete_directories)'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback forget" log-level' -l 'log-level' -d 'How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.' -rfka 'trace debug info notice warning error critical'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback forget" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun feedback forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun schema" form' -l 'form' -d 'What is printed: json, a JSON Schema, or markdown, a table of every key, metric and kind.' -rfka 'json markdown'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun schema" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun schema" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun explain" all' -l 'all' -d 'Explain every code, where without it they are only listed.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun explain" format' -l 'format' -d 'How the codes are printed: text, json, or, with --all, markdown, a table.' -rfka 'text markdown json'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun explain" version' -l 'version' -d 'Show the version.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun explain" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'planrun' -n '__planrun_should_offer_completions_for_flags_or_options "planrun help" version' -l 'version' -d 'Show the version.'
