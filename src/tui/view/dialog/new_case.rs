//! Opening or planning a case, step by step.

use super::{
    super::{View, cut},
    Panel,
};
use crate::app::{NewCase, NewCaseForm, NewStep};
use crate::domain::Text;
use tui_input::Input;

pub(super) fn panel<'a>(view: View<'a>, new: &NewCase) -> Panel<'a> {
    match &new.step {
        NewStep::Checklist { planned } => {
            let mut panel = Panel::new(view, if *planned { "PLAN A CASE" } else { "NEW CASE" });
            panel.say("Which checklist?");
            panel.more("esc gives up");
            // The key before it, and what is said of its review, stay.
            let room = panel.width().saturating_sub(21);
            panel.choices(new.offers.iter().map(|offer| {
                let mark = offer.review.mark().map(|mark| format!("  {mark}")).unwrap_or_default();
                (format!("{}{mark}", cut(offer.title.as_str(), room)), "")
            }));
            panel
        }
        NewStep::When { field, misfit, .. } => {
            let mut panel = Panel::new(view, "PLAN A CASE");
            panel.say("When does it begin?");
            if let Some(misfit) = misfit {
                panel.warn(misfit.as_str());
            }
            panel.more("enter goes on  esc gives up");
            panel.field(field, "such as 11:00 or tomorrow 08:30");
            panel
        }
        NewStep::Place { draft, field, doubted } => place(view, new, draft, field, doubted.as_ref()),
        NewStep::Preset { draft } => {
            let mut panel = Panel::new(view, "NEW CASE");
            panel.say("Fill in what seldom varies? Each answer can be corrected.");
            panel.more("esc gives up");
            panel.choices(new.presets(&draft.checklist).iter().map(|(_, title)| (title.as_str(), "")));
            panel.way("enter", "none of these", "");
            panel
        }
    }
}

fn place<'a>(view: View<'a>, new: &NewCase, draft: &NewCaseForm, field: &Input, doubted: Option<&Text>) -> Panel<'a> {
    let never = "Never a name, birth date or record number.";
    let presets = !new.presets(&draft.checklist).is_empty();
    let (title, ask, more) = match (draft.at, presets) {
        (Some(at), _) => {
            let ask = format!("{}. In which room? {never}", view.now.say(at));
            ("PLAN A CASE", ask, "enter plans the case  esc gives up")
        }
        (None, true) => ("NEW CASE", format!("Bay or room? {never}"), "enter goes on  esc gives up"),
        (None, false) => ("NEW CASE", format!("Bay or room? {never}"), "enter opens the case  esc gives up"),
    };
    let mut panel = Panel::new(view, title);
    panel.say(&ask);
    if let Some(doubt) = doubted {
        panel.warn(doubt.as_str());
    }
    if Text::is_long_name(field.value()) {
        panel.warn(&format!("A bay or a room has at most {} characters: shorten it.", Text::LONGEST_NAME));
    }
    panel.more(more);
    panel.field(field, "such as Bay 2; may stay empty");
    panel
}
