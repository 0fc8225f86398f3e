//! Dart.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{
    DOLLAR_BRACES, DOUBLE, EscapeSyntax, SINGLE, StringSyntax, TRIPLE_DOUBLE, TRIPLE_SINGLE,
};
use crate::table::{ANNOTATION, LanguageTable, LiteralRule, NESTED_COMMENT, SLASH_COMMENT};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "Function", "abstract", "as", "assert", "async", "await", "base", "break", "case",
        "catch", "class", "const", "continue", "covariant", "default", "deferred", "do",
        "else", "enum", "export", "extends", "extension", "external", "factory", "final",
        "finally", "for", "get", "hide", "if", "implements", "import", "in", "interface",
        "is", "late", "library", "mixin", "new", "of", "on", "operator", "part", "required",
        "rethrow", "return", "sealed", "set", "show", "static", "super", "switch", "sync",
        "this", "throw", "try", "typedef", "var", "when", "while", "with", "yield",
    ],
    constants: &["false", "null", "true"],
    types: &["bool", "double", "dynamic", "int", "num", "void"],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["dart", "flutter"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("extension", TokenClass::Type),
        ("mixin", TokenClass::Type),
        ("typedef", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        NESTED_COMMENT,
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..TRIPLE_DOUBLE }),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..TRIPLE_SINGLE }),
        LiteralRule::String(StringSyntax { open: "r\"", escape: EscapeSyntax::Never, ..DOUBLE }),
        LiteralRule::String(StringSyntax { open: "r'", escape: EscapeSyntax::Never, ..SINGLE }),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..DOUBLE }),
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..SINGLE }),
    ],
    variables: &[ANNOTATION],
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn strings_and_widgets() {
        let code = r#"import 'package:flutter/material.dart';

/// A mill.
class Mill extends StatelessWidget {
  const Mill({super.key, required this.name, this.year = 1728});
  final String? name;

  @override
  Widget build(BuildContext context) {
    /* outer /* inner */ still a comment */
    final text = 'It\'s ${names['x'] ?? "?"} and $year';
    final raw = r'\d+\n', long = '''
      It's long.
    ''';
    return Text(text, style: TextStyle(fontSize: 1.5e3)); // done
  }

  Future<bool> isOld() async => await check() && year != null;
}
"#;
        check(
            "dart",
            code,
            expect![[r#"
            ‹keyword:import› ‹string:'package:flutter/material.dart'›;

            ‹comment:/// A mill.›
            ‹keyword:class› ‹type:Mill› ‹keyword:extends› ‹type:StatelessWidget› {
              ‹keyword:const› ‹type:Mill›({‹keyword:super›.key, ‹keyword:required› ‹keyword:this›.name, ‹keyword:this›.year = ‹number:1728›});
              ‹keyword:final› ‹type:String›? name;

              ‹name:@override›
              ‹type:Widget› ‹name:build›(‹type:BuildContext› context) {
                ‹comment:/* outer /* inner */ still a comment */›
                ‹keyword:final› text = ‹string:'It\'s ${names['x'] ?? "?"} and $year'›;
                ‹keyword:final› raw = ‹string:r'\d+\n'›, long = ‹string:'''›
            ‹string:      It's long.›
            ‹string:    '''›;
                ‹keyword:return› ‹type:Text›(text, style: ‹type:TextStyle›(fontSize: ‹number:1.5e3›)); ‹comment:// done›
              }

              ‹type:Future›<‹type:bool›> ‹name:isOld›() ‹keyword:async› => ‹keyword:await› ‹name:check›() && year != ‹constant:null›;
            }
        "#]],
        );
    }
}
