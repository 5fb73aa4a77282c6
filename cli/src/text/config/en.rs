//! English.

use super::ConfigText;

pub(crate) static EN: ConfigText = ConfigText {
    line: "line",
    not_toml: "the text is not TOML in UTF-8",
    unknown_key: "there is no such key",
    missing: "this key is missing",
    wrong_value: "the value is not of a type, or none of the words, that this key takes",
    between: |min, max| format!("the value, or its length, goes from {min} to {max}"),
    at_least: |min| format!("the value, or its length, is at least {min}"),
    at_most: |max| format!("the value, or its length, is at most {max}"),
    not_listenable: "not an IP address with a port, such as 127.0.0.1:8080",
    not_an_address: "not an http:// or https:// address with host, port and path alone",
    not_an_origin: "not an origin such as https://portal.example.com, with nothing after host and port",
    not_a_network: "not an IP network, such as 10.0.0.0/8",
    not_public: "the host is an address that is not public; to allow it, put its network into networks",
    name_taken: "the name is taken",
    unknown_system: "there is no such system; see gabarito layouts",
    unknown_address: "the system has no address of this name; see gabarito layouts ID",
    unknown_layout: "not the id of a layout of this system; see gabarito layouts",
    not_a_path: "a path begins with a single slash, stays on one line and closes every { that it opens",
    unknown_credential: "the system has no credential of this name; see docs/sending.md",
    ambiguous_credential: "the credentials are not those of a single way to sign in to the system: name it in credential, with its secrets and no others",
    unknown_environment: "there is no environment of this name",
    not_a_header: "not a name of a header that will do here",
    not_a_hash: "not a hash made by gabarito token",
    open_to_all: "beyond this computer (127.0.0.1 or ::1) whoever calls has to sign in: set access.mode",
    from_anybody: "say which networks the reverse proxy calls from; from any other the header counts for nothing",
    no_variable: |name| format!("the environment variable {name} is not set"),
    no_text: "the secret is empty, too long or not text",

    token_about: "Makes an API token for a person",
    user_help: "The person's name, as in the audit and in access.user",
    token_once: "Give this token to the person; it will not be shown again:",
    token_lines: "Put these lines into the configuration; the token cannot be had from them:",
    no_memory: "the system has no memory to compute the token's hash",
};
