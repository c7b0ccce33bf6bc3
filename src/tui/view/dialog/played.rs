//! What comes to a trainee in a case that is played.

use super::{super::View, Panel};
use crate::app::Played;
use crate::domain::case::Case;
use crate::domain::practice::{Play, Verdict};
use crate::tui::view::{wide, wrap};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub(super) fn panel<'a>(view: View<'a>, played: Played, case: &Case) -> Option<Panel<'a>> {
    let play = view.app.practice.play.as_deref();
    let mut panel = said(view, play, played, case)?;
    panel.on_page(view.app.practice.page.of(played));
    Some(panel)
}

fn said<'a>(view: View<'a>, play: Option<&'a Play>, played: Played, case: &Case) -> Option<Panel<'a>> {
    Some(match (played, play.and_then(Play::scenario)) {
        (Played::Leave, _) => {
            let mut panel = Panel::new(view, "END PRACTICE?");
            let left = if view.app.practice.is_exam() { "counts as missed" } else { "is not asked" };
            panel.say(&format!("What was given stays judged; what is left {left}."));
            panel.way("enter", "end it", "");
            panel.way("esc", "go on", "");
            panel
        }
        (Played::Unsaved, _) => {
            let mut panel = Panel::styled(view, "NOT SAVED", view.theme.stop);
            panel.say("The rehearsal goes on once this is on the disk. What is saved already stays.");
            panel.way("enter", "try again", "");
            panel.way("esc", "end it here", "");
            panel
        }
        (_, None) => return None,
        (Played::Vignette, Some(scenario)) => {
            let mut panel = Panel::new(view, scenario.title.as_str());
            panel.say(&scenario.vignette);
            panel.more_as("Answer with what is found, as in a case.", view.theme.muted);
            panel.way("enter", "begin", "");
            panel
        }
        (Played::Interruption(n), Some(scenario)) => {
            let mut panel = Panel::styled(view, "MEANWHILE", view.theme.caution);
            panel.say(scenario.findings.get(n)?.interrupt.as_deref()?);
            panel.way("enter", "deal with it", "");
            panel
        }
        (Played::Decision, Some(_)) => decision(view, play?, case)?,
        (Played::Feedback, Some(_)) => feedback(view, play?)?,
    })
}

fn decision<'a>(view: View<'a>, play: &Play, case: &Case) -> Option<Panel<'a>> {
    let decision = play.decision()?;
    let at = case.checklist().find(&decision.at)?;
    let mut panel = Panel::new(view, case.name(at));
    if decision.record.is_none() {
        play.found(case, at, view.now).iter().for_each(|words| panel.found(words));
    }
    if play.was_corrected(at) {
        panel.found("A colleague looked again, and recorded what stands here now.");
    }
    panel.say_as(&decision.ask, view.theme.title);
    for (place, _, choice) in play.choices() {
        let mut digit = format!("  {}  ", place + 1);
        let indent = wide(&digit);
        for words in wrap(&choice.text, panel.width().saturating_sub(indent)) {
            panel.say_line(Line::from(vec![Span::styled(digit, view.theme.key), Span::raw(words)]));
            digit = " ".repeat(indent);
        }
    }
    Some(panel)
}

fn feedback<'a>(view: View<'a>, play: &Play) -> Option<Panel<'a>> {
    let choice = play.choice()?;
    let verdict = choice.verdict();
    let style = match verdict {
        Verdict::Right | Verdict::Prompted => view.theme.done,
        Verdict::Unsafe => view.theme.stop,
        Verdict::OutOfOrder | Verdict::Missed | Verdict::Extra | Verdict::Wrong => view.theme.caution,
    };
    let mut panel = Panel::styled(view, verdict.told(), style);
    panel.found(&choice.text);
    let mut say = |words: &Option<String>, style: Style| {
        if let Some(words) = words {
            panel.say_as(words, style);
        }
    };
    say(&choice.then, style);
    say(&choice.why, Style::new());
    panel.way("enter", if choice.right { "go on" } else { "choose again" }, "");
    Some(panel)
}
