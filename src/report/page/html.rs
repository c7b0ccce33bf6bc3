//! A page as HTML that stands by itself: no script, nothing loaded from elsewhere, light or dark on a screen, and made
//! to be printed. Whatever words hold, they stay words.

use super::{Block, Cell, Depth, Entry, MadeFor, Page, Room, Said, Space, Table, Tone};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");

/// Only the page's own style counts: whatever else a page could ask for is refused by the browser.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

impl Page {
    /// The page as HTML.
    pub fn html(&self) -> String {
        let band = self.band();
        let title = if band.is_empty() { self.title.to_string() } else { format!("{} ({band})", self.title) };
        let body = html! { h1 { (self.title.as_str()) } @for block in &self.blocks { (block.html()) } };
        self.sheet(&title, &body).into_string()
    }

    /// A whole document around a body. A table with the band as its head puts the band on every sheet of paper, in
    /// whatever browser prints it; where there is none there is no such table.
    fn sheet(&self, title: &str, body: &Markup) -> Markup {
        let band = self.band();
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body class=[self.made_for.class()] style=[self.made_for.style()] {
                    @if band.is_empty() && self.each_sheet.is_empty() {
                        main { (body) }
                    } @else {
                        div class="across" aria-hidden="true" { @for mark in &self.across { div { (mark.as_str()) } } }
                        table class="sheet" role="presentation" {
                            thead { tr { th { (self.head(&band)) } } }
                            tbody { tr { td { main { (body) } } } }
                        }
                    }
                }
            }
        }
    }

    fn head(&self, band: &str) -> Markup {
        html! {
            @if !band.is_empty() { div class="band" { (band) } }
            @if !self.each_sheet.is_empty() {
                div class="each" { span class="space" { (self.title.as_str()) } (row(&self.each_sheet)) }
            }
        }
    }
}

impl MadeFor {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Reading => None,
            Self::Writing => Some("writing"),
            Self::Distance => Some("distance"),
            Self::Patient { .. } => Some("handout"),
        }
    }

    fn style(self) -> Option<String> {
        match self {
            Self::Patient { letters } => Some(format!("--letters: {letters}pt")),
            Self::Reading | Self::Writing | Self::Distance => None,
        }
    }
}

impl Block {
    fn html(&self) -> Markup {
        match self {
            Self::Heading(Depth::Part, words) => html! { h2 { (words.as_str()) } },
            Self::Heading(Depth::Section, words) => html! { h3 { (words.as_str()) } },
            Self::Heading(Depth::Group, words) => html! { h4 { (words.as_str()) } },
            Self::Said(all) => html! { @for said in all { (said.paragraph()) } },
            Self::Runs(all) => html! { p { @for said in all { (said.inline()) } } },
            Self::Lines(all) => html! { ul { @for line in all { li { @for said in line { (said.inline()) } } } } },
            Self::List(all) => html! { ul { @for said in all { li { (said.inline()) } } } },
            Self::Table(table) => table.html(),
            Self::Typed(words) => html! { pre { code { (words.as_str()) } } },
            Self::Drawing(drawing) => html! { figure { (drawing.svg) } },
            Self::Sign(names) => html! { div class="sign" { @for name in names { div { (name) } } } },
            Self::Entry(entry) => entry.html(),
            Self::Spaces(rows) => html! { div class="rows" { @for one in rows { div class="spaces" { (row(one)) } } } },
            Self::NextSheet => html! { div class="next-sheet" {} },
        }
    }
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("strong"),
            Self::Warning => Some("warning"),
            Self::Muted => Some("muted"),
            Self::Struck => Some("struck"),
        }
    }
}

impl Said {
    fn paragraph(&self) -> Markup {
        match self.tone {
            Tone::Struck => html! { p { (self.inline()) } },
            Tone::Plain | Tone::Strong | Tone::Warning | Tone::Muted => {
                html! { p class=[self.tone.class()] { (self.words.as_str()) } }
            }
        }
    }

    fn inline(&self) -> Markup {
        let words = self.words.as_str();
        match self.tone {
            Tone::Plain => html! { (words) },
            Tone::Struck => html! { s class="struck" { (words) } },
            Tone::Strong | Tone::Warning | Tone::Muted => html! { span class=[self.tone.class()] { (words) } },
        }
    }
}

impl Entry {
    fn html(&self) -> Markup {
        html! {
            div class="entry" {
                div class="number" { @if self.tick { (tick()) } (self.number.as_str()) }
                p { b { (self.words.as_str()) } @if !self.beside.is_blank() { " " span class="muted" { (self.beside.as_str()) } } }
                div class="margin" { (row(&self.margin)) }
                div class="asked" {
                    @for said in &self.before { (said.paragraph()) }
                    @for one in &self.spaces { div class="spaces" { (row(one)) } }
                    @for said in &self.after { (said.paragraph()) }
                }
            }
        }
    }
}

fn row(spaces: &[Space]) -> Markup {
    html! { @for space in spaces { (space.html()) } }
}

fn tick() -> Markup {
    html! { span class="tick" role="img" aria-label="box" {} }
}

impl Space {
    fn html(&self) -> Markup {
        match self {
            Self::Tick(words) => html! { span class="space" { (tick()) (words.as_str()) } },
            Self::Blank(name, room, unit) => html! {
                span class="space" {
                    (name.as_str()) (room.html()) (unit.as_str())
                }
            },
            Self::Lines(count) => html! { @for _ in 0..*count { span class="line" {} } },
            Self::Words(words) => html! { span class="space" { (words.as_str()) } },
        }
    }
}

impl Room {
    fn html(self) -> Markup {
        html! {
            span class="blank" role="img" aria-label="blank" {
                @for (digits, sign) in self.parts() {
                    span class=(format!("d{digits}")) {} (sign)
                }
            }
        }
    }
}

impl Table {
    fn html(&self) -> Markup {
        let class = if self.head.is_empty() { "data facts" } else { "data" };
        html! {
            table class=(class) {
                @if let Some(caption) = &self.caption { caption { (caption.as_str()) } }
                @if !self.widths.is_empty() {
                    colgroup { @for width in self.widths { col style=(format!("width: {width}%")); } }
                }
                @if !self.head.is_empty() {
                    thead { tr { @for name in &self.head { th scope="col" { (name.as_str()) } } } }
                }
                tbody { @for row in &self.rows { tr { @for (n, cell) in row.iter().enumerate() { (cell.html(n == 0)) } } } }
            }
        }
    }
}

impl Cell {
    /// The first cell of a row names it.
    fn html(&self, names: bool) -> Markup {
        let lines = html! {
            @match self.0.as_slice() {
                [one] => { (one.inline()) }
                more => { @for said in more { (said.paragraph()) } }
            }
        };
        if names {
            html! { th scope="row" { (lines) } }
        } else {
            html! { td { (lines) } }
        }
    }
}
