//! The pictures of paper in the README: pages as a browser draws them, cut where the picture ends.

use super::is_kept;
use crate::handouts;
use crate::reports::{cases, forms};
use periop::report::Page;

/// A picture's width, and its height.
const SIZE: (usize, usize) = (720, 860);

/// Each picture, its page, and how many blocks of it are in the picture.
fn pictures() -> [(&'static str, Page, usize); 2] {
    let left = cases::complete();
    [("report", forms::page(&cases::amended()), 9), ("handout", handouts::page(&left, "aftercare"), usize::MAX)]
}

#[test]
fn the_pictures_of_paper_are_the_programs_own_pages() {
    for (name, mut page, blocks) in pictures() {
        page.blocks.truncate(blocks);
        is_kept(&format!("docs/pictures/{name}.svg"), &drawn(&page.html()));
    }
}

/// A page as a picture, in which all that begins also ends.
fn drawn(html: &str) -> String {
    let (wide, high) = SIZE;
    let within = |from: &str, to: &str| html.split_once(from).and_then(|(_, rest)| rest.split_once(to)).expect("it").0;
    let (style, body) = (within("<style>", "</style>"), within("<body", "</body>"));
    let body: String = body.split_inclusive('>').map(closed).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <foreignObject width=\"{wide}\" height=\"{high}\">\n<body xmlns=\"http://www.w3.org/1999/xhtml\"{body}\n\
         <style>{style}</style>\n</body>\n</foreignObject>\n</svg>\n"
    )
}

fn closed(piece: &str) -> String {
    let is_void = piece.rsplit_once('<').is_some_and(|(_, tag)| tag.starts_with("col "));
    if is_void { piece.replacen('>', "/>", 1) } else { piece.to_owned() }
}
