//! Scala 2 and 3.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOLLAR_BRACES, DOUBLE, StringSyntax, TRIPLE_DOUBLE};
use crate::table::{
    ANNOTATION, CHARACTER, LanguageTable, LiteralRule, NESTED_COMMENT, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "as", "case", "catch", "class", "def", "derives", "do", "else", "end",
        "enum", "export", "extends", "extension", "final", "finally", "for", "forSome",
        "given", "if", "implicit", "import", "infix", "inline", "lazy", "macro", "match",
        "new", "object", "opaque", "open", "override", "package", "private", "protected",
        "return", "sealed", "super", "then", "this", "throw", "trait", "transparent", "try",
        "type", "using", "val", "var", "while", "with", "yield",
    ],
    constants: &["false", "null", "true"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["scala", "sc", "sbt"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("def", TokenClass::Name),
        ("enum", TokenClass::Type),
        ("object", TokenClass::Type),
        ("trait", TokenClass::Type),
        ("type", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        NESTED_COMMENT,
        LiteralRule::String(TRIPLE_DOUBLE),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..DOUBLE }),
        CHARACTER,
    ],
    variables: &[ANNOTATION],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn definitions_and_interpolators() {
        let code = r#"package parish

import scala.util.{Try, Success}

/** A mill. */
@SerialVersionUID(1L)
final case class Mill[+T <: Named](name: String, year: Int = 1728) extends Named:
  def describe(other: Option[Mill]): String = other match
    case Some(mill) if mill.year > 0x1F => s"$name is ${if old then "old" else 'n'}"
    case _ => f"$year%04d" + """A "raw" one"""

object Mill:
  given Ordering[Mill] = Ordering.by(_.year)
  implicit val limit: Long = 1_000L // a limit
  lazy val `type` = null /* outer /* inner */ still */
"#;
        check(
            "scala",
            code,
            expect![[r#"
            ‹keyword:package› parish

            ‹keyword:import› scala.util.{‹type:Try›, ‹type:Success›}

            ‹comment:/** A mill. */›
            ‹name:@SerialVersionUID›(‹number:1L›)
            ‹keyword:final› ‹keyword:case› ‹keyword:class› ‹type:Mill›[+‹type:T› <: ‹type:Named›](name: ‹type:String›, year: ‹type:Int› = ‹number:1728›) ‹keyword:extends› ‹type:Named›:
              ‹keyword:def› ‹name:describe›(other: ‹type:Option›[‹type:Mill›]): ‹type:String› = other ‹keyword:match›
                ‹keyword:case› ‹type:Some›(mill) ‹keyword:if› mill.year > ‹number:0x1F› => s‹string:"$name is ${if old then "old" else 'n'}"›
                ‹keyword:case› _ => f‹string:"$year%04d"› + ‹string:"""A "raw" one"""›

            ‹keyword:object› ‹type:Mill›:
              ‹keyword:given› ‹type:Ordering›[‹type:Mill›] = ‹type:Ordering›.‹name:by›(_.year)
              ‹keyword:implicit› ‹keyword:val› limit: ‹type:Long› = ‹number:1_000L› ‹comment:// a limit›
              ‹keyword:lazy› ‹keyword:val› `‹keyword:type›` = ‹constant:null› ‹comment:/* outer /* inner */ still */›
        "#]],
        );
    }
}
