//! C#, with its four kinds of strings.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, Interpolation, LineSpan, StringSyntax};
use crate::table::{
    BLOCK_COMMENT, CHARACTER, CallRule, DirectiveRule, LanguageTable, LiteralRule, SLASH_COMMENT,
    measure_quote_run,
};
use crate::token_class::TokenClass;

const VERBATIM: StringSyntax<'static> =
    StringSyntax { open: "@\"", escape: EscapeSyntax::Doubled, lines: LineSpan::Many, ..DOUBLE };

const INTERPOLATED: StringSyntax<'static> = StringSyntax {
    open: "$\"",
    interpolation: Some(Interpolation { open: "{", close_bracket: b'}' }),
    ..DOUBLE
};

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "abstract", "add", "alias", "allows", "and", "as", "ascending", "async", "await",
        "base", "break", "by", "case", "catch", "checked", "class", "const", "continue",
        "default", "delegate", "descending", "do", "else", "enum", "equals", "event",
        "explicit", "extern", "file", "finally", "fixed", "for", "foreach", "from", "get",
        "global", "goto", "group", "if", "implicit", "in", "init", "interface", "internal",
        "into", "is", "join", "let", "lock", "nameof", "namespace", "new", "not", "on",
        "operator", "or", "orderby", "out", "override", "params", "partial", "private",
        "protected", "public", "readonly", "record", "ref", "remove", "required", "return",
        "scoped", "sealed", "select", "set", "sizeof", "stackalloc", "static", "struct",
        "switch", "this", "throw", "try", "typeof", "unchecked", "unsafe", "using", "value",
        "virtual", "volatile", "when", "where", "while", "with", "yield",
    ],
    constants: &["false", "null", "true"],
    types: &[
        "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long",
        "nint", "nuint", "object", "sbyte", "short", "string", "uint", "ulong", "ushort",
        "var", "void",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["csharp", "c#", "cs", "csx", "c-sharp"],
    words: WORDS,
    calls: CallRule::BeforeCapitals,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("struct", TokenClass::Type),
        ("interface", TokenClass::Type),
        ("namespace", TokenClass::Type),
        ("new", TokenClass::Type),
        ("record", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::Measured {
            open: "\"\"\"",
            measure: measure_quote_run,
            class: TokenClass::String,
        },
        LiteralRule::String(VERBATIM),
        LiteralRule::String(StringSyntax { open: "$@\"", ..VERBATIM }),
        LiteralRule::String(StringSyntax { open: "@$\"", ..VERBATIM }),
        LiteralRule::String(INTERPOLATED),
        LiteralRule::String(DOUBLE),
        CHARACTER,
    ],
    directives: DirectiveRule::LineStart,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn strings_and_classes() {
        let code = r#"#region Anna's mills
using System.Linq;

namespace Parish;

/// <summary>A mill.</summary>
[Serializable]
public sealed class Mill(string name) : IHasName
{
    private const int MAX = 1_000;
    public string? Name { get; init; } = name ?? "unknown \"mill\"";

    public async Task<bool> IsOldAsync(int today)
    {
        var path = @"C:\mills\""old""";
        var text = $"{Name,-10} is {(today > 1800 ? "old" : "new")} in {today:D4} {{x}}";
        var raw = """He said "no".""";
        Console.WriteLine(new Mill('\u00e5' + text) is not null);
        return await Task.FromResult(0xFFul > MAX); /* never */
    }
}
#endregion
"#;
        check(
            "csharp",
            code,
            expect![[r#"
            ‹keyword:#region› Anna's mills
            ‹keyword:using› ‹type:System›.‹type:Linq›;

            ‹keyword:namespace› ‹type:Parish›;

            ‹comment:/// <summary>A mill.</summary>›
            [‹type:Serializable›]
            ‹keyword:public› ‹keyword:sealed› ‹keyword:class› ‹type:Mill›(‹type:string› name) : ‹type:IHasName›
            {
                ‹keyword:private› ‹keyword:const› ‹type:int› ‹constant:MAX› = ‹number:1_000›;
                ‹keyword:public› ‹type:string›? ‹type:Name› { ‹keyword:get›; ‹keyword:init›; } = name ?? ‹string:"unknown \"mill\""›;

                ‹keyword:public› ‹keyword:async› ‹type:Task›<‹type:bool›> ‹name:IsOldAsync›(‹type:int› today)
                {
                    ‹type:var› path = ‹string:@"C:\mills\""old"""›;
                    ‹type:var› text = ‹string:$"{Name,-10} is {(today > 1800 ? "old" : "new")} in {today:D4} {{x}}"›;
                    ‹type:var› raw = ‹string:"""He said "no"."""›;
                    ‹type:Console›.‹name:WriteLine›(‹keyword:new› ‹type:Mill›(‹string:'\u00e5'› + text) ‹keyword:is› ‹keyword:not› ‹constant:null›);
                    ‹keyword:return› ‹keyword:await› ‹type:Task›.‹name:FromResult›(‹number:0xFFul› > ‹constant:MAX›); ‹comment:/* never */›
                }
            }
            ‹keyword:#endregion›
        "#]],
        );
    }
}
