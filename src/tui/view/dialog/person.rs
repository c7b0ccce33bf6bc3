//! Who is at the keyboard, who is the second, who says it.

use super::{super::View, Panel};
use crate::app::{PersonEntry, PersonFor};
use crate::domain::Role;
use crate::domain::case::Case;
use ratatui::text::Line;

pub(super) fn panel<'a>(view: View<'a>, person: &PersonEntry, case: Option<&Case>) -> Panel<'a> {
    let (title, ask) = match &person.what_for {
        PersonFor::Operator { .. } | PersonFor::Room => {
            ("WHO is at the keyboard?".to_owned(), "Staff code or initials, then enter:")
        }
        PersonFor::SaidBy => {
            ("WHO says it while you type?".to_owned(), "Their staff code, then enter. Empty: you say it yourself.")
        }
        PersonFor::Second(given) => {
            let text = case.map_or("", |case| case.checklist().item(given.item).text.as_str());
            (format!("TWO PEOPLE  {text}"), "The second person says it too. Their staff code, then enter:")
        }
    };
    let mut panel = Panel::new(view, title);
    panel.say(ask);
    let listed = view.app.shell.staff.is_listed();
    let roles = if listed { "The staff list grants roles." } else { "The role is self-declared." };
    panel.more(format!("{roles}  esc gives up"));
    naming(&mut panel, person);
    panel
}

/// The field and the known people, or the roles once the code is typed.
pub(super) fn naming(panel: &mut Panel<'_>, person: &PersonEntry) {
    if let Some(code) = &person.code {
        panel.way_line(Line::raw(format!("{code} is here as:")));
        panel.choices(Role::ALL.iter().map(|role| (role.word(), "")));
    } else {
        let first = person.picked().filter(|_| person.field.value().is_empty());
        let how = |known| if first == Some(known) { "enter" } else { "this number and enter" };
        // First, so that the field stays where the screen is too low for everybody.
        panel.field(&person.field, "");
        panel.choices(person.known.iter().map(|known| (known.to_string(), how(known))));
    }
    if let Some(misfit) = &person.misfit {
        panel.misfit(misfit);
    }
}
