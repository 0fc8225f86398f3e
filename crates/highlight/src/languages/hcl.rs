//! HCL: Terraform, Packer and Nomad.

use crate::keywords::{CaseRule, KeywordLists};
use crate::string_literal::{DOLLAR_BRACES, DOUBLE, StringSyntax};
use crate::table::{
    BLOCK_COMMENT, FirstWordRule, HASH_COMMENT, HeadExtent, HeredocRule, LanguageTable, LineHead,
    LiteralPlace, LiteralRule, SLASH_COMMENT,
};
use crate::token_class::TokenClass;

#[rustfmt::skip]
const WORDS: KeywordLists = KeywordLists {
    case: CaseRule::Exact,
    keywords: &["else", "endfor", "endif", "for", "if", "in"],
    constants: &["false", "null", "true"],
    types: &[
        "any", "bool", "list", "map", "number", "object", "set", "string", "tuple",
    ],
};

pub(crate) const TABLE: LanguageTable = LanguageTable {
    names: &["hcl", "terraform", "tf", "tfvars", "tofu", "opentofu", "packer", "nomad"],
    words: WORDS,
    word_marks: "-",
    literals: &[
        SLASH_COMMENT,
        BLOCK_COMMENT,
        HASH_COMMENT,
        LiteralRule::String(StringSyntax { interpolation: DOLLAR_BRACES, ..DOUBLE }),
    ],
    heredocs: HeredocRule::TwoSigns,
    first_word: FirstWordRule::BeforeBlock,
    line_head: Some(LineHead {
        ends: &[("=", TokenClass::Key)],
        place: LiteralPlace::LineStart,
        section: None,
        extent: HeadExtent::Word,
    }),
    ..LanguageTable::EMPTY
};

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn blocks_and_attributes() {
        let code = r#"# The mills.
terraform {
  required_version = ">= 1.5"
}

resource "aws_instance" "mill" {
  count         = var.enabled ? 1 : 0x1F // old
  ami           = data.aws_ami.mill[count.index].id
  instance-type = "t3.${lookup(var.sizes, "small")}"

  tags = merge(local.tags, { Name = "mill-${count.index}" })
  names = [for m in var.mills : upper(m) if m != null]
  dynamic "ingress" {
    for_each = toset([80, 443])
  }
  /* A text
     over lines */
  user_data = <<-EOT
    echo "old ${var.name}"
  EOT
  enabled = a == b && true
}
"#;
        check(
            "tf",
            code,
            expect![[r#"
            ‹comment:# The mills.›
            ‹keyword:terraform› {
              ‹key:required_version› = ‹string:">= 1.5"›
            }

            ‹keyword:resource› ‹string:"aws_instance"› ‹string:"mill"› {
              ‹key:count›         = var.enabled ? ‹number:1› : ‹number:0x1F› ‹comment:// old›
              ‹key:ami›           = data.aws_ami.mill[count.index].id
              ‹key:instance-type› = ‹string:"t3.${lookup(var.sizes, "small")}"›

              ‹key:tags› = ‹name:merge›(local.tags, { Name = ‹string:"mill-${count.index}"› })
              ‹key:names› = [‹keyword:for› m ‹keyword:in› var.mills : ‹name:upper›(m) ‹keyword:if› m != ‹constant:null›]
              ‹keyword:dynamic› ‹string:"ingress"› {
                ‹key:for_each› = ‹name:toset›([‹number:80›, ‹number:443›])
              }
              ‹comment:/* A text›
            ‹comment:     over lines */›
              ‹key:user_data› = <<-‹keyword:EOT›
            ‹string:    echo "old ${var.name}"›
              ‹keyword:EOT›
              ‹key:enabled› = a == b && ‹constant:true›
            }
        "#]],
        );
    }
}
