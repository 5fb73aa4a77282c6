//! `gabarito serve`: the page, on this computer.
//!
//! Input: an address. Output: its line once the server answers; then nothing until the person stops it.
//! Opening the browser is a favour: where it does not work, the address is on the screen.

use std::net::ToSocketAddrs;
use std::process::{Command, Stdio};

use proxy::{PageSource, ServeError, ServeOptions, SiteError};

use crate::arguments::ServeArguments;
use crate::output::Output;
use crate::text::Text;
use crate::{Failure, Status};

pub(crate) fn serve(arguments: &ServeArguments, text: &'static Text) -> Result<Status, Failure> {
    if arguments.config.is_some() {
        return Err(Failure(text.no_config_yet.to_owned()));
    }
    let addresses = arguments.listen.to_socket_addrs();
    let Some(listen) = addresses.ok().and_then(|mut addresses| addresses.next()) else {
        return Err(Failure((text.bad_address)(&arguments.listen)));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure((text.cannot_serve)(&text.reason(&error))))?;
    let is_opened = arguments.open;
    let options = ServeOptions {
        listen,
        page: PageSource::default(),
        on_ready: Box::new(move |address| {
            let address = format!("http://{address}/");
            // A closed standard output is no reason not to serve.
            let _ = Output::stdout().print(&format!("{}\n", (text.serving)(&address)), text);
            if is_opened {
                open_browser(&address);
            }
        }),
    };
    match runtime.block_on(proxy::serve(options)) {
        Ok(()) => Ok(Status::Valid),
        Err(error) => Err(Failure(refusal(&error, text))),
    }
}

fn refusal(error: &ServeError, text: &Text) -> String {
    match error {
        ServeError::Site(SiteError::NoFolder(folder)) => (text.no_page)(&folder.display().to_string()),
        ServeError::Site(SiteError::Unreadable { path, source }) => {
            (text.cannot_read)(&path.display().to_string(), &text.reason(source))
        }
        ServeError::Site(SiteError::NoIndex) => (text.no_page)("index.html"),
        ServeError::Listen { address, source } => (text.cannot_listen)(&address.to_string(), &text.reason(source)),
        ServeError::Stopped(source) => (text.cannot_serve)(&text.reason(source)),
    }
}

fn open_browser(address: &str) {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let _ = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
