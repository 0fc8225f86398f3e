//! SQL: the keywords of the common dialects, in any case.

use std::sync::LazyLock;

use crate::keywords::{self, CaseRule, KeywordLists};
use crate::scanner::{CodeScanner, is_word_char};
use crate::string_literal::{self, DOUBLE, EscapeSyntax, LineSpan, SINGLE, StringSyntax};
use crate::token_class::TokenClass;
use crate::word_index::WordIndex;

const STRING: StringSyntax<'static> =
    StringSyntax { escape: EscapeSyntax::Doubled, lines: LineSpan::Many, ..SINGLE };
const IDENTIFIER: StringSyntax<'static> = StringSyntax { escape: EscapeSyntax::Doubled, ..DOUBLE };

#[rustfmt::skip]
pub(crate) const KEYWORDS: KeywordLists = KeywordLists {
    case: CaseRule::Ignored,
    keywords: &[
        "add", "all", "alter", "analyze", "and", "any", "as", "asc", "begin", "between",
        "by", "cascade", "case", "check", "column", "commit", "conflict", "constraint",
        "create", "cross", "database", "default", "delete", "desc", "distinct", "do",
        "drop", "else", "end", "except", "exists", "explain", "fetch", "filter", "first",
        "following", "for", "foreign", "from", "full", "function", "grant", "group",
        "having", "if", "ilike", "in", "index", "inner", "insert", "intersect", "into",
        "is", "isnull", "join", "key", "last", "lateral", "left", "like", "limit",
        "materialized", "merge", "natural", "not", "nothing", "notnull", "nulls", "of",
        "offset", "on", "only", "or", "order", "outer", "over", "partition", "preceding",
        "primary", "procedure", "range", "recursive", "references", "replace", "restrict",
        "returning", "returns", "revoke", "right", "rollback", "row", "rows", "schema",
        "select", "set", "similar", "some", "table", "temporary", "then", "to",
        "transaction", "trigger", "truncate", "unbounded", "union", "unique", "update",
        "using", "vacuum", "values", "view", "when", "where", "window", "with", "within",
    ],
    constants: &["current_date", "current_timestamp", "false", "null", "true", "unknown"],
    types: &[
        "array", "bigint", "bigserial", "binary", "bit", "blob", "boolean", "bytea", "char",
        "character", "date", "datetime", "decimal", "double", "float", "geometry", "int",
        "integer", "interval", "json", "jsonb", "money", "nchar", "numeric", "nvarchar",
        "precision", "real", "serial", "smallint", "text", "time", "timestamp",
        "timestamptz", "tinyint", "uuid", "varbinary", "varchar", "varying", "xml",
    ],
};

static WORDS: LazyLock<WordIndex> = LazyLock::new(|| WordIndex::new(&KEYWORDS));

/// Highlights SQL.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    while let Some(next) = scanner.next() {
        match next {
            '-' if scanner.starts_with("--") => scanner.take_line(TokenClass::Comment),
            '/' if scanner.starts_with("/*") => scanner.take_through("*/", TokenClass::Comment),
            '\'' => string_literal::scan_string(scanner, STRING),
            '"' => {
                let quoted = string_literal::measure_string(scanner.rest(), IDENTIFIER);
                scanner.take_bytes(quoted.bytes, TokenClass::Plain);
            }
            '0'..='9' => scanner.take_number(),
            // Parameters. `a::text` is a cast in PostgreSQL, not a parameter.
            ':' | '@' | '$'
                if scanner.previous_char() != ':' && is_name_start(scanner.peek_second()) =>
            {
                scanner.take_char(TokenClass::Name);
                scanner.take_while(TokenClass::Name, is_word_char);
            }
            _ if is_word_char(next) => keywords::scan_keyword(scanner, &WORDS),
            _ => scanner.take_char(TokenClass::Plain),
        }
    }
}

fn is_name_start(character: Option<char>) -> bool {
    character.is_some_and(is_word_char)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn words_in_any_case() {
        let code = r#"-- kommentar
SELECT count(*) AS antal, 'it''s',
  "Å ä" FROM parti p
where a.datum >= '2015-06-01' /* x */
  and p.id = :id and x::text = $1;
create table t (namn varchar(20)
  default NULL);
"#;
        check(
            "SQL",
            code,
            expect![[r#"
                ‹comment:-- kommentar›
                ‹keyword:SELECT› ‹name:count›(*) ‹keyword:AS› antal, ‹string:'it''s'›,
                  "Å ä" ‹keyword:FROM› parti p
                ‹keyword:where› a.datum >= ‹string:'2015-06-01'› ‹comment:/* x */›
                  ‹keyword:and› p.id = ‹name::id› ‹keyword:and› x::‹type:text› = ‹name:$1›;
                ‹keyword:create› ‹keyword:table› t (namn ‹type:varchar›(‹number:20›)
                  ‹keyword:default› ‹constant:NULL›);
            "#]],
        );
    }
}
