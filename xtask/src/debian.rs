//! Installs packages where that can be done without asking: on Debian and its relatives, as root.
//!
//! Input: names of packages. Output: the packages are there, or the reason why not.
//! Never asks a question and never runs `sudo`.

use crate::place::Place;
use crate::program::{Program, find_on_path};
use crate::steps::Failure;

/// Whether packages can be installed here.
pub fn can_install(place: &Place) -> bool {
    cfg!(target_os = "linux")
        && find_on_path(&["apt-get"]).is_some()
        && Program::new(place, "id").args(["-u"]).output().as_deref() == Some("0")
}

/// Reads the lists of packages anew.
pub fn update(place: &Place) -> Result<(), Failure> {
    Program::new(place, "apt-get").line("update -qq").run()
}

/// Installs packages; [`update`] comes first.
pub fn install(place: &Place, packages: &[&str]) -> Result<(), Failure> {
    Program::new(place, "apt-get")
        .line("install -y -qq --no-install-recommends")
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// The major version that a package would have if it were installed.
pub fn candidate_major(place: &Place, package: &str) -> Option<u32> {
    let policy = Program::new(place, "apt-cache").args(["policy", package]).env("LC_ALL", "C").output()?;
    major_in_policy(&policy)
}

fn major_in_policy(policy: &str) -> Option<u32> {
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?.trim();
    // "1:20.2" has an epoch before the version.
    let version = candidate.rsplit(':').next()?;
    version.split(['.', '-', '+', '~']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(candidate: &str, expected: Option<u32>) {
        let policy = format!("nodejs:\n  Installed: (none)\n  Candidate: {candidate}\n  Version table:\n");
        assert_eq!(major_in_policy(&policy), expected);
    }

    #[test]
    fn reads_the_major_version() {
        check("18.19.0+dfsg-6~deb12u2", Some(18));
        check("1:20.2-1", Some(20));
    }

    #[test]
    fn a_package_that_does_not_exist_has_none() {
        check("(none)", None);
    }
}
