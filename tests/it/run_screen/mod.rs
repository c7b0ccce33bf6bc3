//! The run screen in pictures of text, at every size, and its space bar.

mod scenes;
mod sizes;
mod space;

use crate::bench::keys::styles;
use scenes::SCENES;

/// The sizes at which every scene is looked at.
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

#[test]
fn every_scene_looks_as_it_was_agreed() {
    for (name, scene) in SCENES {
        let desk = scene();
        let mut shown = String::new();
        for size in SIZES {
            shown.push_str(&format!("{}x{}\n{}\n\n", size.0, size.1, desk.shown(size)));
        }
        shown.push_str(&format!("in colours\n{}\n", styles(&desk.drawn((80, 24), false))));
        shown.push_str(&format!("NO_COLOR\n{}", styles(&desk.drawn((80, 24), true))));
        insta::assert_snapshot!(*name, desk.as_agreed(&shown));
    }
}
