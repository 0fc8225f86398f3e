//! PHP: HTML with code between `<?php` and `?>`. Code without tags is PHP only.

use std::sync::LazyLock;

use super::markup;
use crate::languages::php;
use crate::scanner::CodeScanner;
use crate::table::{self, CompiledTable};
use crate::token_class::TokenClass;

/// What begins a part that is code.
const OPEN_TAGS: [&str; 2] = ["<?php", "<?="];

static TABLE: LazyLock<CompiledTable> = LazyLock::new(|| CompiledTable::new(&php::TABLE));

/// Highlights PHP.
pub(crate) fn scan(scanner: &mut CodeScanner<'_>) {
    let mut is_code = !OPEN_TAGS.iter().any(|tag| scanner.rest().contains(tag));
    while scanner.next().is_some() {
        let rest = scanner.rest();
        if is_code {
            let length = rest.find("?>").unwrap_or(rest.len());
            scanner.embed_grammar(length, |scanner| table::scan_with_table(scanner, &TABLE));
            let close = if scanner.rest().is_empty() { 0 } else { "?>".len() };
            scanner.take_bytes(close, TokenClass::Keyword);
        } else {
            scanner.embed_grammar(rest.find("<?").unwrap_or(rest.len()), markup::scan);
            let tag = OPEN_TAGS.iter().find(|tag| scanner.starts_with(tag)).map_or("<?", |tag| tag);
            scanner.take_bytes(tag.len().min(scanner.rest().len()), TokenClass::Keyword);
        }
        is_code = !is_code;
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn code_without_tags() {
        let code = r#"namespace App\Kvarn;

// En kvarn
# också en kommentar
final class Kvarn extends Bas implements HasName
{
    private const MAX = 1_000;
    public function __construct(private readonly ?string $namn = null) {}

    #[Route("/kvarn")]
    public function visa(array $rad): string
    {
        foreach ($rad as $nyckel => $värde) {
            echo "Kvarn {$rad['namn']}: $värde\n" . 'it\'s' . self::MAX;
        }
        $text = <<<SLUT
            En text med "citat" och $namn
            SLUT;
        return sprintf('%s', $this->namn) ?? true;
    }
}
"#;
        check(
            "php",
            code,
            expect![[r#"
                ‹keyword:namespace› ‹type:App›\‹type:Kvarn›;

                ‹comment:// En kvarn›
                ‹comment:# också en kommentar›
                ‹keyword:final› ‹keyword:class› ‹type:Kvarn› ‹keyword:extends› ‹type:Bas› ‹keyword:implements› ‹type:HasName›
                {
                    ‹keyword:private› ‹keyword:const› ‹constant:MAX› = ‹number:1_000›;
                    ‹keyword:public› ‹keyword:function› ‹name:__construct›(‹keyword:private› ‹keyword:readonly› ?‹type:string› ‹name:$namn› = ‹constant:null›) {}

                    #[‹type:Route›(‹string:"/kvarn"›)]
                    ‹keyword:public› ‹keyword:function› ‹name:visa›(‹keyword:array› ‹name:$rad›): ‹type:string›
                    {
                        ‹keyword:foreach› (‹name:$rad› ‹keyword:as› ‹name:$nyckel› => ‹name:$värde›) {
                            ‹keyword:echo› ‹string:"Kvarn {$rad['namn']}: $värde\n"› . ‹string:'it\'s'› . ‹keyword:self›::‹constant:MAX›;
                        }
                        ‹name:$text› = <<<‹keyword:SLUT›
                ‹string:            En text med "citat" och $namn›
                            ‹keyword:SLUT›;
                        ‹keyword:return› ‹name:sprintf›(‹string:'%s'›, ‹constant:$this›->namn) ?? ‹constant:true›;
                    }
                }
            "#]],
        );
    }

    #[test]
    fn code_in_html() {
        let code = r#"<h1 class="x"><?= $titel ?></h1>
<?php if ($a < 3): ?>
  <p>Text &amp; mer</p>
<?php endif; // slut ?>
"#;
        check(
            "PHP",
            code,
            expect![[r#"
            <‹tag:h1› ‹key:class›=‹string:"x"›>‹keyword:<?=› ‹name:$titel› ‹keyword:?>›</‹tag:h1›>
            ‹keyword:<?php› ‹keyword:if› (‹name:$a› < ‹number:3›): ‹keyword:?>›
              <‹tag:p›>Text ‹constant:&amp;› mer</‹tag:p›>
            ‹keyword:<?php› ‹keyword:endif›; ‹comment:// slut ›‹keyword:?>›
        "#]],
        );
    }
}
