//! Finds out whether a folder is on a file system that does not report all changes.
//!
//! Only Linux has the information in a file. On other systems, users must ask for polling.

use std::path::{Path, PathBuf};

/// File systems on which a change by another machine, or by the host, causes no event.
const WITHOUT_EVENTS: [&str; 14] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "vboxsf",
    "prl_fs",
    "vmhgfs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "fuse.rclone",
    "fuse.grpcfuse",
];

/// Returns the name of a path's file system, or `None` if it reports all changes.
pub(super) fn file_system_without_events(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    mount_without_events(&mounts, path).map(str::to_owned)
}

/// The longest mount point above the path applies. Of two equal ones, the later hides the earlier.
fn mount_without_events<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let mounts_above = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ');
        let (_, point, kind, options) =
            (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let point = unescape_mount_point(point);
        path.starts_with(&point).then(|| (point.components().count(), kind, options))
    });
    let (_, kind, options) = mounts_above.max_by_key(|(depth, _, _)| *depth)?;
    // WSL mounts the disks of Windows as 9p, which elsewhere may be a local disk.
    let has_no_events =
        WITHOUT_EVENTS.contains(&kind) || (kind == "9p" && options.contains("aname=drvfs"));
    has_no_events.then_some(kind)
}

/// Replaces the escapes of the table: a space is `\040`, a backslash `\134`.
fn unescape_mount_point(point: &str) -> PathBuf {
    let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n");
    point.replace("\\134", "\\").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_applies() {
        let mounts = "\
/dev/sda1 / ext4 rw 0 0
none / 9p rw,trans=fd 0 0
server:/home /home nfs4 rw,hard 0 0
/dev/sdb1 /home/local ext4 rw 0 0
C:\\134 /mnt/c 9p rw,aname=drvfs;path=C:\\;uid=0 0 0
me@host: /home/me/my\\040host fuse.sshfs rw 0 0
";
        for (path, expected) in [
            ("/srv/content", None),
            ("/home/me/content", Some("nfs4")),
            ("/home/local/content", None),
            ("/homes/content", None),
            ("/mnt/c/content", Some("9p")),
            ("/home/me/my host/content", Some("fuse.sshfs")),
        ] {
            assert_eq!(mount_without_events(mounts, Path::new(path)), expected, "{path}");
        }
        assert_eq!(mount_without_events("", Path::new("/")), None);
    }
}
