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

/// The whole page is a table with the band as its head: so it stands on every sheet, in whatever browser prints it.
const STYLE: &str = "\
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #111; background: #fff; max-width: 52rem; margin: 0 auto; padding: 0 1rem 1rem; }
.sheet > thead th { position: sticky; top: 0; padding: .3rem; text-align: center; letter-spacing: .15em; color: #fff; background: #7a3b00; }
.sheet > tbody > tr > td { padding: 0; border: 0; }
p { margin: .3rem 0; } h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 1.6rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ccc; }
h3 + table { table-layout: fixed; } h3 + table th:first-child { width: 45%; } .bad { font-weight: bold; } .muted { color: #555; }
.sign { margin-top: 4rem; display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 2rem; } .sign div { border-top: 1px solid #111; padding-top: .2rem; }
@page { margin: 1.5cm; }
@media print {
 body { padding: 0; max-width: none; font-size: 10pt; }
 .sheet > thead th { position: static; color: #000; background: #fff; border-bottom: 2px solid #000; }
 h1, h2, h3 { break-after: avoid; } .sheet table tr, .sign { break-inside: avoid; } thead { display: table-header-group; }
}";

/// A page of this title around a body that is HTML already, under a band that says what it is not.
pub(super) fn page(title: &str, band: &str, body: &str) -> String {
    let (title, band) = (Escaped(title), Escaped(band));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title} ({band})</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n\
         <table class=\"sheet\"><thead><tr><th>{band}</th></tr></thead><tbody><tr><td>\n{body}</td></tr></tbody></table>\n\
         </body>\n</html>\n"
    )
}
