//! Writes a text to the clipboard, by the program that the system has for it.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// A program that copies what it reads.
struct ClipboardProgram {
    name: &'static str,
    args: &'static [&'static str],
    /// The environment variable without which it has no clipboard to write to.
    needs: Option<&'static str>,
}

/// The programs, the best first.
const PROGRAMS: [ClipboardProgram; 6] = [
    ClipboardProgram { name: "pbcopy", args: &[], needs: None },
    ClipboardProgram { name: "wl-copy", args: &[], needs: Some("WAYLAND_DISPLAY") },
    ClipboardProgram { name: "xclip", args: &["-selection", "clipboard"], needs: Some("DISPLAY") },
    ClipboardProgram { name: "xsel", args: &["--clipboard", "--input"], needs: Some("DISPLAY") },
    ClipboardProgram { name: "clip.exe", args: &[], needs: None },
    ClipboardProgram { name: "termux-clipboard-set", args: &[], needs: None },
];

/// Copies a text. Returns false if no program could do so.
pub(super) fn copy_to_clipboard(text: &str) -> bool {
    PROGRAMS.iter().any(|program| {
        let is_usable = program.needs.is_none_or(|name| std::env::var_os(name).is_some());
        is_usable && copy_with(program, text)
    })
}

fn copy_with(program: &ClipboardProgram, text: &str) -> bool {
    let mut command = Command::new(program.name);
    command.args(program.args);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let bytes = if program.name == "clip.exe" { utf16_bytes(text) } else { text.into() };
    // Closing the pipe is what ends the text.
    let is_written = child.stdin.take().is_some_and(|mut pipe| pipe.write_all(&bytes).is_ok());
    child.wait().is_ok_and(|status| status.success()) && is_written
}

/// Returns a text as Windows reads it without regard to the code page: UTF-16 with a byte order
/// mark.
fn utf16_bytes(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_gets_utf_16() {
        assert_eq!(utf16_bytes("å"), [0xff, 0xfe, 0xe5, 0]);
    }
}
