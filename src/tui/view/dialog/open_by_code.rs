//! Opening a case by its code.

use super::{super::View, Panel};
use crate::app::OpenByCode;

pub(super) fn panel<'a>(view: View<'a>, open: &OpenByCode) -> Panel<'a> {
    let mut panel = Panel::new(view, "OPEN BY CODE");
    panel.say("Type the case's code, or scan its slip.");
    if let Some(misfit) = &open.misfit {
        panel.warn(misfit.as_str());
    }
    panel.more("enter opens it  esc gives up");
    panel.field(&open.field, "8 characters");
    panel
}
