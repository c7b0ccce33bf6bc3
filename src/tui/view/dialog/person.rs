//! Who is at the keyboard, who is the second, who says it, who is in the room.

use super::{Panel, View, choice, field_line, words};
use crate::{
    app::{PersonEntry, PersonFor, TeamEntry},
    domain::{Operator, Role, checklist::ItemIx},
};
use ratatui::{style::Style, text::Line};

pub(super) fn person(view: View<'_>, person: &PersonEntry, text: &dyn Fn(ItemIx) -> String, width: usize) -> Panel {
    let (title, ask) = match &person.what_for {
        PersonFor::Operator { .. } | PersonFor::Room => {
            ("WHO is at the keyboard?".to_owned(), "Staff code or initials, then enter:")
        }
        PersonFor::SaidBy => {
            ("WHO says it while you type?".to_owned(), "Their staff code, then enter. Empty: you say it yourself.")
        }
        PersonFor::Second(given) => (
            format!("TWO PEOPLE  {}", text(given.item)),
            "The second person says it too. Their staff code, then enter:",
        ),
    };
    let roles =
        if view.app.shell.staff.is_listed() { "The staff list grants roles." } else { "The role is self-declared." };
    let more = vec![Line::styled(format!("{roles}  esc gives up"), view.theme.muted)];
    let (say, ways) = (words(ask, width, Style::new()), naming(view, person, width));
    Panel { title, style: view.theme.focus, say, more, ways }
}

pub(super) fn team(view: View<'_>, team: &TeamEntry, width: usize) -> Panel {
    let mut say = words("Who else is in the room? One after the other; enter alone ends it.", width, Style::new());
    let named: Vec<String> = team.members.iter().map(Operator::to_string).collect();
    if !named.is_empty() {
        say.extend(words(&format!("in the room: {}", named.join(", ")), width, view.theme.title));
    }
    let hint = "enter alone: that is all  backspace takes the last one back  esc gives up";
    let (more, ways) = (words(hint, width, view.theme.muted), naming(view, &team.person, width));
    Panel { title: "WHO is in the room?".to_owned(), style: view.theme.focus, say, more, ways }
}

/// The field and the known people, or the roles once the code is typed.
fn naming(view: View<'_>, person: &PersonEntry, width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    match &person.code {
        None => {
            let first = person.picked().filter(|_| person.field.value().is_empty());
            // First, so that the field stays where the screen is too low for everybody.
            lines.push(field_line(view, "", person.field.value(), "", width));
            for (known, n) in person.known.iter().zip(1..) {
                let how = if first == Some(known) { "enter" } else { "this number and enter" };
                lines.push(choice(view, &n.to_string(), &known.to_string(), how));
            }
        }
        Some(code) => {
            lines.push(Line::raw(format!("{code} is here as:")));
            for (role, n) in Role::ALL.iter().zip(1..) {
                lines.push(choice(view, &n.to_string(), role.word(), ""));
            }
        }
    }
    if let Some(misfit) = &person.misfit {
        lines.extend(words(misfit, width, view.theme.caution));
    }
    lines
}
