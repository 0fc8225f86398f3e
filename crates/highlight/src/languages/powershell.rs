//! PowerShell.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, Interpolation, LineSpan, SINGLE, StringSyntax};
use crate::table::{HASH_COMMENT, LanguageTable, LiteralPlace, LiteralRule, VariableRule};
use crate::token_class::TokenClass;

const fn here_string(open: &'static str, close: &'static str) -> StringSyntax<'static> {
    StringSyntax { open, close, escape: EscapeSyntax::Never, lines: LineSpan::Many, ..DOUBLE }
}

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Ignored,
    keywords: &[
        "begin", "break", "catch", "class", "continue", "data", "do", "dynamicparam",
        "else", "elseif", "end", "enum", "exit", "filter", "finally", "for", "foreach",
        "from", "function", "hidden", "if", "in", "param", "process", "return", "static",
        "switch", "throw", "trap", "try", "until", "using", "while", "workflow",
    ],
    constants: &["$false", "$null", "$true"],
    types: &[
        "array", "bool", "byte", "char", "datetime", "decimal", "double", "float", "guid",
        "hashtable", "int", "int32", "int64", "long", "object", "pscredential",
        "pscustomobject", "psobject", "regex", "securestring", "single", "string",
        "switchparameter", "timespan", "uri", "version", "void", "xml",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["powershell", "pwsh", "posh", "ps1", "psm1", "psd1", "ps"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("function", TokenClass::Name),
    ],
    word_marks: "-",
    literals: &[
        LiteralRule::BlockComment { open: "<#", close: "#>", place: LiteralPlace::Anywhere },
        HASH_COMMENT,
        LiteralRule::String(here_string("@\"", "\n\"@")),
        LiteralRule::String(here_string("@'", "\n'@")),
        LiteralRule::String(StringSyntax {
            escape: EscapeSyntax::Backtick,
            lines: LineSpan::Many,
            interpolation: Some(Interpolation { open: "$(", close_bracket: b')' }),
            ..DOUBLE
        }),
        LiteralRule::String(StringSyntax {
            escape: EscapeSyntax::Doubled,
            lines: LineSpan::Many,
            ..SINGLE
        }),
    ],
    variables: &[
        VariableRule { inner_marks: ":", brackets: "{", symbols: "$?^", ..VariableRule::DOLLAR },
        // Splatting: `@options`.
        VariableRule { mark: "@", ..VariableRule::DOLLAR },
    ],
    dash_operators: Some(&[
        "and",
        "as",
        "band",
        "bnot",
        "bor",
        "bxor",
        "ccontains",
        "ceq",
        "cmatch",
        "cne",
        "contains",
        "creplace",
        "eq",
        "f",
        "ge",
        "gt",
        "ieq",
        "imatch",
        "in",
        "ireplace",
        "is",
        "isnot",
        "join",
        "le",
        "like",
        "lt",
        "match",
        "ne",
        "not",
        "notcontains",
        "notin",
        "notlike",
        "notmatch",
        "or",
        "replace",
        "shl",
        "shr",
        "split",
        "xor",
    ]),
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn cmdlets_parameters_and_variables() {
        let code = r#"#Requires -Version 7
<# .SYNOPSIS
   Lists mills. #>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string]$Path,
    [int]$Limit = 20
)

function Get-Mill {
    # Only old ones.
    Get-ChildItem -Path "$Path\*.csv" -Recurse | Where-Object { $_.Year -lt 1800 -and $_.Name -ne $null } |
        ForEach-Object { "Mill: $($_.Name + "x") `"old`"" }
    $env:MILLS = 'Anna''s'; ${a b} = @{ Name = 0x1F; Size = 10MB }
    $text = @"
He said "no" to $Path
"@
    if ($?) { Write-Output @options } ElseIf ($true) { return [math]::Round(1.5) }
}
"#;
        check(
            "ps1",
            code,
            expect![[r#"
                ‹comment:#Requires -Version 7›
                ‹comment:<# .SYNOPSIS›
                ‹comment:   Lists mills. #>›
                [‹name:CmdletBinding›()]
                ‹keyword:param›(
                    [‹name:Parameter›(Mandatory)] [‹type:string›]‹name:$Path›,
                    [‹type:int›]‹name:$Limit› = ‹number:20›
                )

                ‹keyword:function› ‹name:Get-Mill› {
                    ‹comment:# Only old ones.›
                    ‹name:Get-ChildItem› ‹key:-Path› ‹string:"$Path\*.csv"› ‹key:-Recurse› | ‹name:Where-Object› { ‹name:$_›.Year ‹keyword:-lt› ‹number:1800› ‹keyword:-and› ‹name:$_›.Name ‹keyword:-ne› ‹constant:$null› } |
                        ‹name:ForEach-Object› { ‹string:"Mill: $($_.Name + "x") `"old`""› }
                    ‹name:$env:MILLS› = ‹string:'Anna''s'›; ‹name:${a b}› = @{ Name = ‹number:0x1F›; Size = ‹number:10MB› }
                    ‹name:$text› = ‹string:@"›
                ‹string:He said "no" to $Path›
                ‹string:"@›
                    ‹keyword:if› (‹name:$?›) { ‹name:Write-Output› ‹name:@options› } ‹keyword:ElseIf› (‹constant:$true›) { ‹keyword:return› [math]::‹name:Round›(‹number:1.5›) }
                }
            "#]],
        );
    }
}
