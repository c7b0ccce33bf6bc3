//! A page of HTML that stands by itself: no script, nothing loaded from elsewhere, made to be printed.

use std::fmt;

/// Words as they stand in a page: whatever they hold, they stay words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            c => write!(f, "{c}"),
        })
    }
}

/// On paper the band stands on every page.
const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #111; background: #fff; max-width: 52rem; margin: 0 auto; padding: 3.5rem 1rem 1rem; }
.band { position: fixed; top: 0; left: 0; right: 0; padding: .3rem 1rem; text-align: center; font-weight: bold; letter-spacing: .2em; color: #fff; background: #7a3b00; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.6rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ccc; }
td.n, th.n { text-align: right; } .bad { font-weight: bold; } .muted { color: #555; }
.sign { margin-top: 3rem; display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 2rem; } .sign div { border-top: 1px solid #111; padding-top: .2rem; }
@page { margin: 2cm 1.5cm; }
@media print {
 body { padding: 2rem 0 0; max-width: none; font-size: 10pt; }
 .band { color: #000; background: #fff; border-bottom: 2px solid #000; }
 h2, h3 { break-after: avoid; } tr, .sign { break-inside: avoid; } thead { display: table-header-group; }
}";

/// A page of this title around a body that is HTML already, under a band that says what it is not.
pub(super) fn page(title: &str, band: &str, body: &str) -> String {
    let (title, band) = (Escaped(title), Escaped(band));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{band}: {title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n\
         <div class=\"band\">{band}</div>\n{body}</body>\n</html>\n"
    )
}
