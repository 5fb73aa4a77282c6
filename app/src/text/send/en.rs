//! The Send panel in English.

use super::{
    AnswerTexts, BrakeTexts, FormTexts, HistoryTexts, OutcomeTexts, ReachTexts, RefusedTexts, SendTexts, duration,
};

/// The words.
pub const SEND: SendTexts = SendTexts {
    open: "Send…",
    heading: "Send",
    close: "Back to the result",
    privacy: "Nothing leaves this browser until you press the button that sends. Then the payload goes to the Gabarito server, which adds the credentials and calls the system.",
    reach: ReachTexts {
        asking: "Asking the server which environments there are…",
        absent: "This page is without the Gabarito server, which keeps the credentials and does the sending. You can check payloads here as always; to send, open the page through gabarito serve.",
        again: "Look again",
        sign_in: "The server asks who you are",
        token: "Access token",
        token_note: "Whoever runs the Gabarito server gives you the token. It stays in the memory of this page only and is gone when the page closes.",
        token_refused: "The server did not accept this token. See whether it was copied as a whole.",
        enter: "Sign in",
        signed_in: |user| format!("Signed in: {user}"),
    },
    form: FormTexts {
        no_layout: "To send this, its interface must be known. Mend what keeps it from being recognised, or choose the layout in the result.",
        is_answer: "This is an answer of the system, not a request: there is nothing to send.",
        own_layout: "This layout came with an example, and no system takes it. Choose the layout of the interface in the result.",
        no_environment: |system| {
            format!(
                "The server has no environment of {system} for you. Whoever runs it adds environments to its configuration."
            )
        },
        environment: "Environment",
        simulator: "simulator",
        simulator_note: "answers as the manuals describe; nothing reaches a real system",
        test: "test",
        test_note: "a system for tests",
        production: "production",
        production_note: "what you send is real",
        choose: "Choose the environment.",
        valid: "The payload has no errors.",
        errors_refused: |n_errors, environment| {
            format!(
                "The payload has errors ({n_errors}), and {environment} takes none: the server will refuse it before it leaves."
            )
        },
        errors_allowed: |n_errors, environment| {
            format!("The payload has errors ({n_errors}); {environment} lets you send it all the same.")
        },
        execution: "Execution",
        sync: "synchronous",
        sync_note: "the system works on it at once and answers with the result",
        asynchronous: "asynchronous",
        asynchronous_note: "the system starts at once, but only answers OK or an error; the result shows up in it later",
        scheduled: "scheduled",
        scheduled_note: "the system keeps it to work on later, and only answers OK or an error",
        request: "The request as it will leave",
        address: |environment| {
            format!("The address is the one that the server's configuration gives to {environment}.")
        },
        filled_in: "Credentials that the server fills in",
        covered: "Those in the payload were covered and do not leave this page.",
        body: "Body",
        too_long: "The body is too long to be shown here. Its credentials are covered all the same.",
        send: |environment| format!("Send to {environment}"),
        send_nowhere: "Send",
        sending: "Sending…",
        stop: "Stop waiting",
    },
    brake: BrakeTexts {
        production: |environment| format!("Send to production: {environment}"),
        production_note: "What you send is real: the system stores it, and other people start to work with it.",
        type_name: |environment| format!("To confirm, type the name of the environment: {environment}"),
        deletion: "This call deletes",
        deletion_note: "The payload asks for a deletion. Gabarito has no way to undo it.",
        confirm_deletion: |system| format!("I want to delete this in {system}"),
        unknown_key: "What the payload names for deletion.",
        leave: "Do not send",
    },
    outcome: OutcomeTexts {
        heading: "What happened",
        not_sent: "Not sent",
        unknown: "Outcome unknown",
        duration: |milliseconds| duration(milliseconds, "."),
        repeated: "This is the outcome kept of this same call; nothing was sent a second time.",
        processed: "The system says that it did what was asked.",
        partial: "The system did one part and refused another. Mend only the refused items and send only those: the others are there already.",
        rejected: "The system understood and said no. Mend what the answer points at and send again.",
        received: "The system only acknowledged it and will work on it later. That is no success yet: look in it later.",
        failed: "The system could not work on it. Read the reason in the answer; if it will pass, wait a little and send again.",
        unread: "A whole answer came, but no documented rule says what it means. Read it, and look in the system before you send again.",
        invalid: "The payload has errors, and this environment takes none. Mend what the result points at and send again.",
        unconfirmed: "You have to confirm first. Nothing has left yet.",
        confirm: "Confirm…",
        no_such_execution: "The system does not know this kind of execution for this interface. Choose another.",
        no_address: "The server's configuration does not say how this interface is reached. Talk to whoever runs it.",
        to_configure: |keys| {
            format!(
                "The configuration of this environment, on the server, lacks what this interface needs: {keys}. Talk to whoever runs it."
            )
        },
        credentials: "The credentials of the environment were not accepted, or the server could not get them. Talk to whoever runs it.",
        unreachable: "There was no connection to the system. Nothing left; you can send again when it is back.",
        resting: "Many calls failed just now, and the server leaves the system alone for a moment. Wait and send again.",
        no_audit: "The server could not write down the call, and does not send without that. Talk to whoever runs it.",
        uncertain: |system| {
            format!(
                "The request left, and no whole answer came. It may have been processed: do not send it again before you have looked in {system}."
            )
        },
        stopped: |system| {
            format!(
                "You stopped waiting. The request may have arrived: do not send it again before you have looked in {system}."
            )
        },
        lost: |system| {
            format!(
                "The connection to the Gabarito server broke off. The request may have arrived: do not send it again before you have looked in {system}."
            )
        },
        look_for: |system| format!("What to look for in {system}"),
        no_key: "Look for what tells the record apart in the payload.",
        ask_again: "Ask again",
        ask_again_note: "This never sends twice: if the request left, the server says what became of it; if it did not, it is sent now.",
        packet: "Save a support packet",
        packet_note: "A zip with payload, diagnostics, answer and times; names, document numbers, e-mails and secrets are replaced by fakes of the same shape.",
        packet_failed: "The packet could not be put together. Reload the page and try again.",
    },
    refused: RefusedTexts {
        unknown_environment: "The server does not know this environment, or it is not for you. Look for the environments again.",
        unknown_layout: "The server does not know this layout. Page and server may be of different versions: reload the page.",
        other_system: "The layout belongs to another system than the environment. Choose an environment of the same system.",
        not_permitted: "You are not permitted to send to this environment. Talk to whoever runs the server.",
        foreign_origin: "The server takes no calls from this page. Open Gabarito at the server's own address.",
        key_in_use: "This call is still under way at the server. Wait a little and ask again.",
        too_large: "The payload is beyond the server's limit. Split it into smaller parts.",
        too_many_calls: "You made too many calls to this environment. Wait a minute and send again.",
        busy: "The server is busy or being stopped. Wait a little and send again.",
        internal: "The Gabarito server failed in the middle, and the request may have left. Ask again to learn what happened.",
        ours: "The Gabarito server failed, and nothing left it. If it goes on, save the support packet and hand it to whoever runs it.",
    },
    answer: AnswerTexts {
        heading: "The system's answer",
        no_body: "The answer came without a body.",
        explained: "What the answer says",
        go_to_field: |field| format!("Go to {field} in the request"),
        more: |n_more| format!("And {n_more} more."),
        cut: |shown| format!("These are the first {shown} KB. Save the file to see it all."),
        save: "Save the answer",
    },
    history: HistoryTexts {
        heading: "Calls of this session",
        note: "In the memory of this page only.",
        clear: "Forget them all",
    },
};
