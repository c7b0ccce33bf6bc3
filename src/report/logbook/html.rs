//! The logbook as a page, to be printed and signed.

use super::{Logbook, SectionKnown, StepKnown};
use crate::domain::Now;
use crate::domain::practice::Verdict;
use crate::report::html::{Escaped, page};
use std::fmt::Display;

impl Logbook {
    pub fn html(&self, now: &Now) -> String {
        let mark = self.mode.mark().unwrap_or_default();
        let title = format!("Logbook of {}", self.trainee);
        let head =
            self.head(now).into_iter().map(|(name, words)| format!("<tr><th>{name}</th>{}</tr>\n", cell(&words)));
        let rehearsals = self.rehearsals.iter().map(|one| {
            let when = one.at.in_zone(&now.zone).strftime("%Y-%m-%d %H:%M").to_string();
            let sure = one.sure.map(|sure| format!("{sure} %")).unwrap_or_default();
            let seed = one.seed.to_string();
            let cells = [&when, one.exercise.word(), &seed, &one.code, &one.result(), &sure].map(cell);
            format!("<tr>{}</tr>\n", cells.concat())
        });
        let body = [
            format!("<h1>{}</h1>\n<p>{}</p>\n", Escaped(&title), Escaped(self.says.as_str())),
            format!("<table>\n{}</table>\n<h2>Rehearsals</h2>\n", head.collect::<String>()),
            table(&["When", "Exercise", "Seed", "Record", "Result", "Said to be sure"], rehearsals),
            "<h2>Steps</h2>\n".to_owned(),
            self.sections.iter().map(SectionKnown::html).collect(),
            "<div class=\"sign\"><div>Supervisor</div><div>Signature</div><div>Date</div></div>\n".to_owned(),
        ];
        page(&title, &format!("{mark} · {}", self.says), &body.concat())
    }
}

impl SectionKnown {
    fn html(&self) -> String {
        let heading = format!("<h3>{}</h3>\n", Escaped(self.title.as_str()));
        heading + &table(&["Step", "", "Last", "Known", "Again"], self.steps.iter().map(StepKnown::html))
    }
}

impl StepKnown {
    fn html(&self) -> String {
        let [verdict, known, due] = self.words();
        let class = match self.verdict {
            Some(Verdict::Right) => "",
            None => " class=\"muted\"",
            Some(_) => " class=\"bad\"",
        };
        let level = if self.critical { "critical" } else { "" };
        let cells = [self.text.as_str(), level, &verdict, &known, &due].map(cell);
        format!("<tr{class}>{}</tr>\n", cells.concat())
    }
}

fn cell(words: impl Display) -> String {
    format!("<td>{}</td>", Escaped(&words.to_string()))
}

fn table(head: &[&str], rows: impl Iterator<Item = String>) -> String {
    let head = head.join("</th><th>");
    format!(
        "<table>\n<thead><tr><th>{head}</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        rows.collect::<String>()
    )
}
