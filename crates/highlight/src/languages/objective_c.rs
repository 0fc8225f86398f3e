//! Objective-C.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOUBLE, StringSyntax};
use crate::table::{
    BLOCK_COMMENT, CHARACTER, CallRule, DirectiveRule, LanguageTable, LiteralRule, SLASH_COMMENT,
    VariableRule,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Convention,
    keywords: &[
        "assign", "atomic", "auto", "break", "case", "const", "continue", "copy", "default",
        "do", "else", "enum", "extern", "for", "goto", "if", "in", "inline", "nonatomic",
        "nonnull", "nullable", "out", "readonly", "readwrite", "register", "restrict",
        "return", "self", "signed", "sizeof", "static", "strong", "struct", "super",
        "switch", "typedef", "typeof", "union", "unsigned", "volatile", "weak", "while",
    ],
    constants: &["FALSE", "NO", "NULL", "Nil", "TRUE", "YES", "nil"],
    types: &[
        "BOOL", "CGFloat", "NSInteger", "NSUInteger", "SEL", "bool", "char", "double",
        "float", "id", "instancetype", "int", "long", "short", "size_t", "void", "wchar_t",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    calls: CallRule::BeforeCapitals,
    names: &["objective-c", "objc", "obj-c", "objectivec", "objective-c++", "objc++", "mm"],
    words: WORDS,
    definitions: &[
        ("class", TokenClass::Type),
        ("enum", TokenClass::Type),
        ("struct", TokenClass::Type),
    ],
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        LiteralRule::String(StringSyntax { open: "@\"", ..DOUBLE }),
        LiteralRule::String(DOUBLE),
        CHARACTER,
    ],
    variables: &[VariableRule { mark: "@", class: TokenClass::Keyword, ..VariableRule::DOLLAR }],
    directives: DirectiveRule::LineStart,
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn interfaces_and_messages() {
        let code = r#"#import <Foundation/Foundation.h>

@interface Mill : NSObject
@property (nonatomic, copy) NSString *name;
- (BOOL)isOld:(NSInteger)today;
@end

@implementation Mill
- (BOOL)isOld:(NSInteger)today {
    // Old enough?
    NSLog(@"%@ \"old\"", self.name);
    return today > 0x1F && [self.name isEqual:@"x"] ? YES : nil;
}
@end
"#;
        check(
            "objc",
            code,
            expect![[r#"
                ‹keyword:#import› ‹string:<Foundation/Foundation.h>›

                ‹keyword:@interface› ‹type:Mill› : ‹type:NSObject›
                ‹keyword:@property› (‹keyword:nonatomic›, ‹keyword:copy›) ‹type:NSString› *name;
                - (‹type:BOOL›)isOld:(‹type:NSInteger›)today;
                ‹keyword:@end›

                ‹keyword:@implementation› ‹type:Mill›
                - (‹type:BOOL›)isOld:(‹type:NSInteger›)today {
                    ‹comment:// Old enough?›
                    ‹name:NSLog›(‹string:@"%@ \"old\""›, ‹keyword:self›.name);
                    ‹keyword:return› today > ‹number:0x1F› && [‹keyword:self›.name isEqual:‹string:@"x"›] ? ‹constant:YES› : ‹constant:nil›;
                }
                ‹keyword:@end›
            "#]],
        );
    }
}
