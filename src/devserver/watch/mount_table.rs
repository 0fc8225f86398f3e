//! Which file system a folder is on, and whether it tells of what other machines change.
//!
//! Only Linux says it in a file; elsewhere nothing is known, and `--poll` is the way out.

use std::path::{Path, PathBuf};

/// File systems on which a change made by another machine, or by the host, gives no event.
const SILENT: [&str; 14] = [
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

/// The name of the file system that a path is on, if it keeps silent about some changes.
pub(super) fn file_system_without_events(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    mount_without_events(&mounts, path).map(str::to_owned)
}

/// The longest mount point above the path decides; of two equal ones the later hides the earlier.
fn mount_without_events<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ');
        let (_, point, kind, options) =
            (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let point = unescape_mount_point(point);
        path.starts_with(&point).then(|| (point.components().count(), kind, options))
    });
    let (_, kind, options) = mounted.max_by_key(|(depth, _, _)| *depth)?;
    // WSL mounts the disks of Windows by 9p, which in a sandbox is an ordinary local disk.
    let is_silent = SILENT.contains(&kind) || (kind == "9p" && options.contains("aname=drvfs"));
    is_silent.then_some(kind)
}

/// Blanks are written `\040` in the table, and `\` as `\134`.
fn unescape_mount_point(point: &str) -> PathBuf {
    let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n");
    point.replace("\\134", "\\").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_decides() {
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
