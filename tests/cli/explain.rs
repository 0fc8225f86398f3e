//! `pakt explain`.

use crate::support::Workspace;

#[test]
fn each_code_is_explained_to_people_and_programs() {
    let anywhere = Workspace::of(&[]);
    for rule in pakt::diagnostic::rules::RULES {
        let english = anywhere.run(&["explain", rule.name]).with_status(0).stdout;
        let swedish = anywhere.run(&["explain", rule.name, "--lang", "sv"]).with_status(0).stdout;
        assert!(english.contains(rule.name) && swedish.contains(rule.name));
        assert_ne!(english, swedish);
        let json = anywhere.run(&["explain", rule.name, "--format", "json"]).with_status(0).json();
        assert_eq!(json["code"], rule.name);
    }
}

#[test]
fn a_code_that_does_not_exist_is_wrong_usage() {
    let run = Workspace::of(&[]).run(&["explain", "brokn-link"]).with_status(2);
    assert!(run.stderr.contains("broken-link"), "{run:?}");
    assert_eq!(run.stdout, "");
}
