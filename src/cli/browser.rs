//! Opens an address in the user's browser.

use std::process::{Command, Stdio};

/// Asks the system to open an address. Returns false if that is not possible.
pub(super) fn open_in_browser(url: &str) -> bool {
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(args).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // A child process must be waited for, and this one may run as long as the browser.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
