//! The dialogs: pages over the whole screen, and panels over its lower part, in which the item in question is always
//! named. One file each, of the same stem as in `app/dialog`.

mod carried;
mod close;
mod code;
mod crisis;
mod early;
mod end;
mod follow_up;
mod handouts;
mod held;
mod help;
mod late;
mod new_case;
mod open_by_code;
mod panel;
mod person;
mod played;
mod preset;
mod reason;
mod reference;
mod refused;
mod sign;
mod slip;
mod start;
mod stop;
mod team;
mod why;

pub(in crate::tui) use crisis::is_readable;
pub(super) use follow_up::before;
pub(super) use why::about;

use super::View;
use crate::{app::Dialog, domain::case::Case};
use panel::Panel;
use ratatui::{Frame, layout::Rect};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, dialog: &Dialog, case: Option<&Case>) {
    match (dialog, case) {
        (Dialog::Crisis(crisis), case) => crisis::page(frame, area, view, crisis, case),
        (Dialog::Help(help), _) => help::draw(frame, area, view, help),
        (Dialog::FollowUp(page), Some(case)) => follow_up::page(frame, area, view, case, page),
        (Dialog::Why(page), Some(case)) => why::page(frame, area, view, case, page),
        (Dialog::Reference(lookup), _) => reference::draw(frame, area, view, lookup),
        (dialog, case) => {
            if let Some(panel) = panel(view, dialog, case) {
                panel.draw(frame, area);
            }
        }
    }
}

/// What a dialog that is no page says.
fn panel<'a>(view: View<'a>, dialog: &Dialog, case: Option<&Case>) -> Option<Panel<'a>> {
    Some(match (dialog, case) {
        (Dialog::Person(person), _) => person::panel(view, person, case),
        (Dialog::Team(team), _) => team::panel(view, team),
        (Dialog::Reason(entry), _) => reason::panel(view, entry, case),
        (Dialog::Late(late), _) => late::panel(view, late),
        (Dialog::Code(entry), Some(case)) => code::panel(view, entry, case),
        (Dialog::Stop(ix), Some(case)) => stop::panel(view, case, *ix),
        (Dialog::Sign(phase), Some(case)) => sign::panel(view, case, *phase),
        (Dialog::Held(card), Some(case)) => held::panel(view, card, case),
        (Dialog::Carried(entry), Some(case)) => carried::panel(view, entry, case),
        (Dialog::Handouts(handouts), _) => handouts::panel(view, handouts),
        (Dialog::Preset, Some(case)) => preset::panel(view, case),
        (Dialog::New(new), _) => new_case::panel(view, new),
        (Dialog::Slip(slip), _) => slip::panel(view, slip, case),
        (Dialog::OpenByCode(open), _) => open_by_code::panel(view, open),
        (Dialog::Start, case) => start::panel(view, case),
        (Dialog::End(end), _) => end::panel(view, end),
        (Dialog::Close, case) => close::panel(view, case),
        (Dialog::Early(entry), _) => early::panel(view, entry),
        (Dialog::Refused(refused), _) => refused::panel(view, refused),
        (Dialog::Played(what), Some(case)) => return played::panel(view, *what, case),
        (
            Dialog::Stop(_)
            | Dialog::Code(_)
            | Dialog::Sign(_)
            | Dialog::Held(_)
            | Dialog::Preset
            | Dialog::Carried(_)
            | Dialog::FollowUp(_)
            | Dialog::Why(_)
            | Dialog::Reference(_)
            | Dialog::Crisis(_)
            | Dialog::Help(_)
            | Dialog::Played(_),
            _,
        ) => return None,
    })
}
