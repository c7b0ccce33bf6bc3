//! Finds where in a file something stands, so that a defect can be shown with line and column.

use std::fmt;

/// A line and a column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where the value at `path` (`phases[1].sections[0].items[3].role`) begins in the JSON text, or the nearest
/// value around it that is there.
pub fn place_of(json: &str, path: &str) -> Place {
    let mut walker = Walker { bytes: json.as_bytes(), at: 0 };
    let mut best = walker.value_start();
    for step in steps(path) {
        match walker.enter(&step) {
            Some(start) => best = start,
            None => break,
        }
    }
    let before = &json[..json.floor_char_boundary(best)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

enum Step {
    Key(String),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step> {
    let pieces = path.split(['.', '[']).filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| match piece.strip_suffix(']').map(str::parse) {
            Some(Ok(index)) => Step::Index(index),
            Some(Err(_)) | None => Step::Key(piece.to_owned()),
        })
        .collect()
}

/// Walks over JSON that is known to be well formed, without building it.
struct Walker<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Walker<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn value_start(&mut self) -> usize {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n' | b',' | b':') {
            self.at += 1;
        }
        self.at
    }

    /// Goes from the value at which the walker stands into one of its parts.
    fn enter(&mut self, step: &Step) -> Option<usize> {
        let opening = self.peek();
        self.at += 1;
        let mut index = 0;
        loop {
            self.value_start();
            match (opening, step) {
                (_, _) if matches!(self.peek(), b'}' | b']' | 0) => return None,
                (b'{', Step::Key(wanted)) => {
                    let start = self.at;
                    self.skip();
                    let key: Option<String> =
                        self.bytes.get(start..self.at).and_then(|key| serde_json::from_slice(key).ok());
                    let value = self.value_start();
                    if key.as_deref() == Some(wanted) {
                        return Some(value);
                    }
                    self.skip();
                }
                (b'[', Step::Index(wanted)) => {
                    if index == *wanted {
                        return Some(self.at);
                    }
                    self.skip();
                    index += 1;
                }
                _ => return None,
            }
        }
    }

    /// Steps over one value.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                0 => return,
                b'"' => self.skip_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => {
                    while !matches!(self.peek(), b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' | 0) {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, place_of};

    #[test]
    fn places_are_found_by_path() {
        let json = "{\n  \"a\": [1, {\"é\\\"b\": \"x\",\n   \"c\": true}],\n  \"d\": {\"e\": null}\n}";
        for (path, line, column) in
            [("", 1, 1), ("a", 2, 8), ("a[0]", 2, 9), ("a[1].c", 3, 9), ("d.e", 4, 14), ("d.missing", 4, 8)]
        {
            assert_eq!(place_of(json, path), Place { line, column }, "{path}");
        }
    }
}
