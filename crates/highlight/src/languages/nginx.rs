//! The configuration of nginx.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, LineSpan, SINGLE, StringSyntax};
use crate::table::{FirstWordRule, HASH_COMMENT, LanguageTable, LiteralRule, VariableRule};

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &[],
    constants: &["off", "on"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["nginx", "nginxconf", "nginx-conf"],
    words: WORDS,
    word_marks: "-./:",
    literals: &[
        HASH_COMMENT,
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..DOUBLE }),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..SINGLE }),
    ],
    variables: &[VariableRule { brackets: "{", symbols: "0", ..VariableRule::DOLLAR }],
    first_word: FirstWordRule::Statement,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn directives_and_variables() {
        let code = r#"# The mills.
worker_processes auto;
http {
    log_format main '$remote_addr "$request" '
                    '$status';
    server {
        listen 80 default_server;
        server_name mills.example.org *.example.org;
        location ~* ^/(\d{4})/.+\.png$ { expires 30d; access_log off; }
        location / {
            proxy_pass http://127.0.0.1:8080/$1; # inner
            proxy_set_header Host $host;
            if ($request_method = POST) { return 405 "no"; }
        }
    }
}
"#;
        check(
            "nginx",
            code,
            expect![[r#"
                ‹comment:# The mills.›
                ‹keyword:worker_processes› auto;
                ‹keyword:http› {
                    ‹keyword:log_format› main ‹string:'$remote_addr "$request" '›
                                    ‹string:'$status'›;
                    ‹keyword:server› {
                        ‹keyword:listen› ‹number:80› default_server;
                        ‹keyword:server_name› mills.example.org *.example.org;
                        ‹keyword:location› ~* ^/(\d{‹number:4›})/.+\.png$ { ‹keyword:expires› ‹number:30d›; ‹keyword:access_log› ‹constant:off›; }
                        ‹keyword:location› / {
                            ‹keyword:proxy_pass› http://127.0.0.1:8080/‹name:$1›; ‹comment:# inner›
                            ‹keyword:proxy_set_header› Host ‹name:$host›;
                            ‹keyword:if› (‹name:$request_method› = POST) { ‹keyword:return› ‹number:405› ‹string:"no"›; }
                        }
                    }
                }
            "#]],
        );
    }
}
