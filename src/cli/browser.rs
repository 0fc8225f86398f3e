//! Opening an address in the user's browser.

use std::process::{Command, Stdio};

/// Asks the system to show an address; false if it has no way to.
pub(super) fn open_in_browser(url: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(url);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Somebody must hear of its end, and it may stay as long as the browser.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
