//! Languages of which only the quotation marks are known.

use super::{Locale, NEUTRAL, QuotationMarks};

pub(super) static LOCALES: [Locale; 3] = [
    Locale {
        tags: &["fi"],
        quotes: QuotationMarks { open: "”", close: "”", inner_open: "’", inner_close: "’" },
        ..NEUTRAL
    },
    Locale {
        tags: &["da", "nb", "nn", "no"],
        quotes: QuotationMarks { open: "«", close: "»", inner_open: "‘", inner_close: "’" },
        ..NEUTRAL
    },
    Locale {
        tags: &["de"],
        quotes: QuotationMarks { open: "„", close: "“", inner_open: "‚", inner_close: "‘" },
        ..NEUTRAL
    },
];
