//! English.

use super::Text;

pub(super) static TEXT: Text = Text {
    about: "Checks payloads for ERP systems before they are sent",
    check_about: "Checks payloads and shows everything that the manual would refuse",
    explain_about: "Explains a code: what it is, why it exists and how to mend it",
    layouts_about: "Lists the layouts, or the fields of one of them",
    samples_about: "Makes a sample payload from a layout, or a folder of payloads with one fault each",
    serve_about: "Serves the page of Gabarito, which checks and sends",

    usage_heading: "Usage:",
    commands_heading: "Commands:",
    arguments_heading: "Arguments:",
    options_heading: "Options:",

    files_help: "Files to check; - or none: standard input",
    layout_help: "Layout to use: an id of the catalogue or a .toml file; without it, it is recognised from the payload",
    profile_help: "Rigour: documented (what the manual says, default) or tolerated (what servers accept)",
    lang_help: "Language: pt-BR (default), en or es",
    format_help: "Form of the report: human (default), json, sarif or junit",
    fix_help: "Applies the safe fixes and prints the text of one payload; the report goes to standard error",
    write_help: "With --fix: writes the fixes into the files themselves",
    code_help: "A code, such as V302",
    id_help: "Id of a layout, such as depsnet/pessoa",
    sample_of_help: "Layout of the sample: an id of the catalogue or a .toml file",
    full_help: "With every field that has a place in this case; without it, only what is required",
    mutations_help: "Writes one file a fault into a new or empty folder, and expected.json with what each must get",
    config_help: "Configuration file (TOML); without it, there is the simulator only",
    listen_help: "Address at which the page is served (default: that of the configuration, else 127.0.0.1:8080)",
    open_help: "Opens the browser",
    help_help: "Shows this help",
    version_help: "Shows the version",

    missing_command: "a command is missing: check, explain, layouts, samples, serve, simulate or token",
    bad_arguments: "the arguments were not understood",
    unknown_command: |command| {
        format!(
            "there is no command \"{command}\"; the commands are check, explain, layouts, samples, serve, simulate and token"
        )
    },
    unknown_argument: |argument| format!("there is no option \"{argument}\""),
    extra_argument: |argument| format!("the argument \"{argument}\" is one too many"),
    missing_argument: |argument| format!("{argument} is missing"),
    missing_value: |argument| format!("the value of {argument} is missing"),
    no_value: |argument| format!("{argument} takes no value"),
    given_twice: |argument| format!("{argument} is given twice"),
    unknown_value: |argument, value, allowed| {
        if allowed.is_empty() {
            format!("\"{value}\" does not fit {argument}")
        } else {
            format!("\"{value}\" does not fit {argument}; use one of these: {allowed}")
        }
    },
    conflict: |argument, other| format!("{argument} does not go together with {other}"),
    see_help: "see gabarito --help",

    fix_wants_one: "--fix prints the text of a single payload; for several files, use --fix --write",
    write_wants_fix: "--write only goes together with --fix",
    write_wants_files: "--write writes into files; standard input is not one of them",
    input_named_twice: "standard input (-) can only be read once",
    unknown_layout: |id| format!("there is no layout \"{id}\"; see gabarito layouts"),
    unknown_code: |code| format!("there is no code \"{code}\""),
    did_you_mean: |nearest| format!("did you mean \"{nearest}\"?"),

    not_found: "the file does not exist",
    no_permission: "no permission",
    is_a_folder: "it is a folder",
    cannot_read: |file, reason| format!("could not read \"{file}\": {reason}"),
    cannot_write: |file, reason| format!("could not write \"{file}\": {reason}"),
    cannot_print: |reason| format!("could not write the output: {reason}"),
    bytes_would_be_lost: "it has bytes that are no text and would be lost; the file was left as it was",
    reading_input: "reading the payload from standard input",
    checking: "Checking",
    fixed: |file, n_fixes| format!("{file}: fixes applied: {n_fixes}"),
    rewritten_as_utf8: |file| format!("{file}: its encoding lacks some of the characters; now in UTF-8"),
    summary: |n_files, n_valid| format!("Files checked: {n_files}; valid: {n_valid}"),

    why: "Why",
    what_to_do: "What to do",
    default_severity: "Severity",
    cases: "Cases",
    valid_example: "Valid example",
    invalid_example: "Example with the fault",

    answer: "Answer",
    field_column: "field",
    type_column: "type",
    size_column: "size",
    required_column: "required",
    list_column: "list",
    condition_column: "condition",
    block: "block",
    yes: "yes",
    by_setting: "depends on the installation",
    conflicts: "Contradictions of the manual and our reading",

    fields: "Fields",
    list_legend: [
        "-  table of fields not published in our sources, or a call without fields",
        "gabarito layouts ID shows address, method, status codes and fields of each",
    ],
    only_pages: |names| format!("The manual also lists these pages, which are not interfaces: {names}"),
    no_table: "The table is not published in our sources: of a payload only the syntax is checked.",
    no_fields: "By our sources the call carries no fields in its body.",
    no_sample: |id| format!("there is no sample of \"{id}\": no field of it is known; see gabarito layouts {id}"),
    suggested: |reason| format!("Names that may exist, for orientation only ({reason}):"),
    calls: "HTTP call",
    method: "method",
    one_of_these: |methods| format!("one of these: {methods}"),
    path: "path",
    address: "address",
    addresses: "Addresses",
    unknown: "not known",
    flow: "direction",
    into_system: |system| format!("into {system}"),
    out_of_system: |system| format!("out of {system}"),
    header: "header",
    evidence: "evidence",
    observed: |reason| format!("observed: {reason}"),
    inferred: |reason| format!("our inference: {reason}"),
    status_codes: |system| format!("HTTP status codes of {system}"),

    no_sample_of_document: |layout| {
        format!(
            "there is no sample of \"{layout}\": it is a signed fiscal document, of which the layout knows the key alone"
        )
    },
    folder_not_empty: |folder| {
        format!("the folder \"{folder}\" is not empty; name a new one, so that no file is replaced")
    },
    mutations_written: |folder, n_files| {
        format!("{folder}: payloads written: {n_files}; what each must get is in expected.json")
    },

    config: &super::config::EN,
    bad_address: |address| format!("\"{address}\" is not an address like 127.0.0.1:8080"),
    serving: |address| format!("Gabarito at {address} (Ctrl+C stops it)"),
    no_page: |place| format!("the page was not found in \"{place}\"; cargo xtask serve builds it"),
    cannot_listen: |address, reason| format!("could not listen at {address}: {reason}"),
    cannot_serve: |reason| format!("could not serve the page: {reason}"),
    simulate: &super::simulate::EN,
};
