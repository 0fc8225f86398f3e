//! Ruby, with symbols, regular expressions and percent literals.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, EscapeSyntax, Interpolation, LineSpan, SINGLE, StringSyntax};
use crate::table::{
    HASH_COMMENT, HeredocRule, LabelRule, LanguageTable, LiteralPlace, LiteralRule, QuoteOperators,
    RegexRule, VariableRule,
};
use crate::token_class::TokenClass;

/// `#{…}`
const INSERTION: Option<Interpolation> = Some(Interpolation { open: "#{", close_bracket: b'}' });

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "BEGIN", "END", "alias", "and", "attr_accessor", "attr_reader", "attr_writer",
        "begin", "break", "case", "class", "def", "defined?", "do", "else", "elsif", "end",
        "ensure", "extend", "for", "if", "in", "include", "module", "next", "not", "or",
        "prepend", "private", "protected", "public", "raise", "redo", "require",
        "require_relative", "rescue", "retry", "return", "self", "super", "then", "undef",
        "unless", "until", "when", "while", "yield",
    ],
    constants: &["__FILE__", "__LINE__", "false", "nil", "true"],
    types: &[],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &[
        "ruby",
        "rb",
        "rake",
        "gemspec",
        "gemfile",
        "rakefile",
        "podfile",
        "vagrantfile",
        "jruby",
    ],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("def", TokenClass::Name),
        ("module", TokenClass::Type),
    ],
    word_ends: "?!",
    labels: LabelRule::BeforeColon,
    literals: &[
        LiteralRule::BlockComment { open: "=begin", close: "\n=end", place: LiteralPlace::Column },
        HASH_COMMENT,
        LiteralRule::String(StringSyntax {
            interpolation: INSERTION,
            lines: LineSpan::Many,
            ..DOUBLE
        }),
        LiteralRule::String(StringSyntax { lines: LineSpan::Many, ..SINGLE }),
        LiteralRule::String(StringSyntax {
            open: "`",
            close: "`",
            interpolation: INSERTION,
            escape: EscapeSyntax::Backslash,
            ..DOUBLE
        }),
    ],
    heredocs: HeredocRule::TwoSigns,
    variables: &[
        VariableRule { mark: "@@", ..VariableRule::DOLLAR },
        VariableRule { mark: "@", ..VariableRule::DOLLAR },
        VariableRule { symbols: "0!@&~;,/.<>_*$?:", ..VariableRule::DOLLAR },
        VariableRule { mark: ":", class: TokenClass::Constant, ..VariableRule::DOLLAR },
    ],
    regexes: RegexRule::BeforeValue,
    quote_operators: QuoteOperators::Ruby,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn symbols_regexes_and_heredocs() {
        let code = r##"# frozen_string_literal: true
require "csv"

=begin
A long comment
=end
module Parish
  class Mill < Struct.new(:name, :year)
    LIMIT = 0x1F
    attr_reader :owner

    def old?(today = 1_800) = @year < today && !empty?

    def self.find(text)
      return nil unless text =~ /^mill\/(\d+)$/i
      puts "#{text["x"]} is #{old? ? 'old' : 'new'}\n", %w[a b], a / b / 2
      render json: { name: "x", "y" => :z }, status: :ok
      @@count += $stdout.size; text.gsub! /a b/, 'c'
      query(<<~SQL, 1.5)
        SELECT "all" FROM mills
      SQL
    end
  end
end
"##;
        check(
            "rb",
            code,
            expect![[r##"
            ‹comment:# frozen_string_literal: true›
            ‹keyword:require› ‹string:"csv"›

            ‹comment:=begin›
            ‹comment:A long comment›
            ‹comment:=end›
            ‹keyword:module› ‹type:Parish›
              ‹keyword:class› ‹type:Mill› < ‹type:Struct›.‹name:new›(‹constant::name›, ‹constant::year›)
                ‹constant:LIMIT› = ‹number:0x1F›
                ‹keyword:attr_reader› ‹constant::owner›

                ‹keyword:def› ‹name:old?›(today = ‹number:1_800›) = ‹name:@year› < today && !empty?

                ‹keyword:def› ‹keyword:self›.‹name:find›(text)
                  ‹keyword:return› ‹constant:nil› ‹keyword:unless› text =~ ‹string:/^mill\/(\d+)$/i›
                  puts ‹string:"#{text["x"]} is #{old? ? 'old' : 'new'}\n"›, ‹string:%w[a b]›, a / b / ‹number:2›
                  render ‹key:json›: { ‹key:name›: ‹string:"x"›, ‹string:"y"› => ‹constant::z› }, ‹key:status›: ‹constant::ok›
                  ‹name:@@count› += ‹name:$stdout›.size; text.gsub! ‹string:/a b/›, ‹string:'c'›
                  ‹name:query›(<<~‹keyword:SQL›, ‹number:1.5›)
            ‹string:        SELECT "all" FROM mills›
                  ‹keyword:SQL›
                ‹keyword:end›
              ‹keyword:end›
            ‹keyword:end›
        "##]],
        );
    }
}
