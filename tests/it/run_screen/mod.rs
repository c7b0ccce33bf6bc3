//! The run screen in pictures of text, its sizes, its words and its space bar.

mod scenes;
mod sizes;
mod space;
mod theatre;
mod words;

use crate::bench::keys::{Desk, styles};
use scenes::SCENES;

/// The size at which every scene is looked at.
const USUAL: (u16, u16) = (80, 24);
/// The scenes that a wide or a low screen lays out anew, and the sizes of these.
const LAID_OUT_ANEW: [&str; 7] =
    ["open-and-pending", "stop", "stop-left-standing", "held", "many-options", "timer-running", "follow-up"];
const SIZES: [(u16, u16); 2] = [(120, 40), (40, 12)];
/// A window in which the record stands beside, and a stop hides no item.
const WIDE: [(u16, u16); 1] = [(200, 60)];

/// A scene by its name.
pub(crate) fn scene(name: &str) -> Desk {
    let (_, scene) = SCENES.iter().find(|(scene, _)| *scene == name).expect("a scene");
    scene()
}

#[test]
fn every_scene_looks_as_it_was_agreed() {
    for (name, scene) in SCENES {
        let desk = scene();
        let mut shown = String::new();
        let others = SIZES.iter().filter(|_| LAID_OUT_ANEW.contains(name));
        let wide = WIDE.iter().filter(|_| LAID_OUT_ANEW[..2].contains(name));
        for size in [&USUAL].into_iter().chain(others).chain(wide) {
            shown.push_str(&format!("{}x{}\n{}\n\n", size.0, size.1, desk.shown(*size)));
        }
        shown.push_str(&format!("in colours\n{}\n", styles(&desk.drawn(USUAL, false))));
        shown.push_str(&format!("NO_COLOR\n{}", styles(&desk.drawn(USUAL, true))));
        insta::assert_snapshot!(*name, desk.as_agreed(&shown));
    }
}
