//! Perl, with its quotes and documentation.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, LineSpan, SINGLE, StringSyntax};
use crate::table::{
    HASH_COMMENT, HeredocRule, LanguageTable, LiteralPlace, LiteralRule, QuoteOperators, RegexRule,
    VariableRule,
};
use crate::token_class::TokenClass;

/// Documentation that begins with this word.
const fn documentation(open: &'static str) -> LiteralRule {
    LiteralRule::BlockComment { open, close: "\n=cut", place: LiteralPlace::Column }
}

#[expect(clippy::unnecessary_wraps, reason = "the signature of a measuring function")]
fn measure_rest(rest: &str) -> Option<usize> {
    Some(rest.len())
}

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "and", "bless", "close", "cmp", "default", "defer", "defined", "delete", "die",
        "do", "each", "else", "elsif", "eq", "eval", "exists", "for", "foreach", "ge",
        "given", "grep", "gt", "if", "isa", "join", "keys", "last", "le", "local", "lt",
        "map", "my", "ne", "next", "no", "not", "open", "or", "our", "package", "pop",
        "print", "printf", "push", "redo", "ref", "require", "return", "reverse", "say",
        "scalar", "shift", "sort", "split", "sub", "undef", "unless", "unshift", "until",
        "use", "values", "wantarray", "when", "while", "x", "xor",
    ],
    constants: &["__FILE__", "__LINE__", "__PACKAGE__"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["perl", "pl", "pm", "perl5"],
    words: WORDS,
    definitions: &[("package", TokenClass::Type), ("sub", TokenClass::Name)],
    literals: &[
        documentation("=pod"),
        documentation("=head"),
        documentation("=over"),
        documentation("=item"),
        documentation("=begin"),
        documentation("=for"),
        documentation("=encoding"),
        LiteralRule::Measured {
            open: "__END__",
            measure: measure_rest,
            class: TokenClass::Comment,
        },
        LiteralRule::Measured {
            open: "__DATA__",
            measure: measure_rest,
            class: TokenClass::Comment,
        },
        HASH_COMMENT,
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..DOUBLE }),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..SINGLE }),
    ],
    heredocs: HeredocRule::TwoSigns,
    variables: &[
        VariableRule { mark: "$#", inner_marks: ":", brackets: "{", ..VariableRule::DOLLAR },
        VariableRule {
            inner_marks: ":",
            brackets: "{",
            symbols: "0!@&/\\,;.",
            ..VariableRule::DOLLAR
        },
        VariableRule { mark: "@", inner_marks: ":", brackets: "{", ..VariableRule::DOLLAR },
        VariableRule { mark: "%", inner_marks: ":", brackets: "{", ..VariableRule::DOLLAR },
    ],
    regexes: RegexRule::BeforeValue,
    quote_operators: QuoteOperators::Perl,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn quotes_and_variables() {
        let code = r#"#!/usr/bin/perl
use strict;
package Parish::Mill;

=head1 NAME

Parish::Mill - a "mill"

=cut

my %mills = (name => 'it\'s', y => 0x1F);
my @names = qw(
    one two
);
sub is_old {
    my ($self, $today) = @_;
    return unless $self->{name} =~ m{^mill/(\d+)$}i; # old
    (my $copy = $names[0]) =~ s/a\/b/c/g;
    print "Mill: $mills{y}, @{$self->{parts}}\n" if $#names > 1_000 / 2;
    print <<"END", join(', ', keys %mills), q(a (nested) one);
Text with "quotes"
END
    split /,/, $copy;
}
__END__
The rest is "text".
"#;
        check(
            "perl",
            code,
            expect![[r#"
                ‹comment:#!/usr/bin/perl›
                ‹keyword:use› strict;
                ‹keyword:package› ‹type:Parish›::‹type:Mill›;

                ‹comment:=head1 NAME›

                ‹comment:Parish::Mill - a "mill"›

                ‹comment:=cut›

                ‹keyword:my› ‹name:%mills› = (name => ‹string:'it\'s'›, y => ‹number:0x1F›);
                ‹keyword:my› ‹name:@names› = ‹string:qw(›
                ‹string:    one two›
                ‹string:)›;
                ‹keyword:sub› ‹name:is_old› {
                    ‹keyword:my› (‹name:$self›, ‹name:$today›) = ‹name:@_›;
                    ‹keyword:return› ‹keyword:unless› ‹name:$self›->{name} =~ ‹string:m{^mill/(\d+)$}i›; ‹comment:# old›
                    (‹keyword:my› ‹name:$copy› = ‹name:$names›[‹number:0›]) =~ ‹string:s/a\/b/c/g›;
                    ‹keyword:print› ‹string:"Mill: $mills{y}, @{$self->{parts}}\n"› ‹keyword:if› ‹name:$#names› > ‹number:1_000› / ‹number:2›;
                    ‹keyword:print› <<"‹keyword:END›", ‹keyword:join›(‹string:', '›, ‹keyword:keys› ‹name:%mills›), ‹string:q(a (nested) one)›;
                ‹string:Text with "quotes"›
                ‹keyword:END›
                    ‹keyword:split› ‹string:/,/›, ‹name:$copy›;
                }
                ‹comment:__END__›
                ‹comment:The rest is "text".›
            "#]],
        );
    }
}
