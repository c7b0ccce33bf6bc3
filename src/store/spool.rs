//! Sorting more than memory should hold. What is too much waits in a file of the system's temporary folder that has no
//! name: nobody else finds it, and it is gone when the program ends, whichever way.

use super::StoreError;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Write};
use std::ops::Range;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::{env, fs, io};

/// So many bytes are held in memory.
const MOST_HELD: usize = 16 << 20;
/// So many bytes of each sorted part are read at a time.
const AT_A_TIME: usize = 32 << 10;

/// Words to be sorted by a number. Those of one number stay in the order in which they came.
#[derive(Debug, Default)]
pub struct Spool {
    words: String,
    held: Vec<(i64, Range<usize>)>,
    aside: Option<Aside>,
}

/// The nameless file, and where in it each sorted part ends.
#[derive(Debug)]
struct Aside {
    file: File,
    ends: Vec<u64>,
}

/// What is still to be read of a sorted part.
struct Part<'a> {
    file: &'a File,
    rest: Range<u64>,
}

impl Spool {
    pub fn push(&mut self, number: i64, words: &str) -> Result<(), StoreError> {
        self.push_within(MOST_HELD, number, words)
    }

    fn push_within(&mut self, most: usize, number: i64, words: &str) -> Result<(), StoreError> {
        if self.words.len() + words.len() > most && !self.held.is_empty() {
            self.put_aside().map_err(StoreError::io(&env::temp_dir()))?;
        }
        let start = self.words.len();
        self.words.push_str(words);
        self.held.push((number, start..self.words.len()));
        Ok(())
    }

    /// Hands on all words in their order.
    pub fn drain<E: From<StoreError>>(mut self, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let failed = |error| E::from(StoreError::io(&env::temp_dir())(error));
        if self.aside.is_some() {
            self.put_aside().map_err(failed)?;
        }
        let Some(Aside { file, ends }) = &self.aside else {
            self.held.sort_by_key(|(number, _)| *number);
            return self.held.iter().try_for_each(|(_, words)| take(&self.words[words.clone()]));
        };
        let starts = [0].into_iter().chain(ends.iter().copied());
        let part = |(start, end): (u64, &u64)| BufReader::with_capacity(AT_A_TIME, Part { file, rest: start..*end });
        let mut parts: Vec<_> = starts.zip(ends).map(part).collect();
        let mut next = BinaryHeap::new();
        for (of, part) in parts.iter_mut().enumerate() {
            next.extend(read(part).map_err(failed)?.map(|(number, words)| Reverse((number, of, words))));
        }
        while let Some(Reverse((_, of, words))) = next.pop() {
            take(&words)?;
            next.extend(read(&mut parts[of]).map_err(failed)?.map(|(number, words)| Reverse((number, of, words))));
        }
        Ok(())
    }

    /// Writes what is held behind what was put aside before, sorted.
    fn put_aside(&mut self) -> io::Result<()> {
        let aside = match self.aside.take() {
            Some(aside) => aside,
            None => Aside { file: nameless()?, ends: Vec::new() },
        };
        let Aside { file, ends } = self.aside.insert(aside);
        let mut out = io::BufWriter::new(&*file);
        let mut end = ends.last().copied().unwrap_or_default();
        self.held.sort_by_key(|(number, _)| *number);
        for (number, words) in self.held.drain(..) {
            let words = &self.words.as_bytes()[words];
            out.write_all(&number.to_le_bytes())?;
            out.write_all(&(words.len() as u64).to_le_bytes())?;
            out.write_all(words)?;
            end += 16 + words.len() as u64;
        }
        out.flush()?;
        ends.push(end);
        self.words.clear();
        Ok(())
    }
}

/// A file for this program's eyes only. Killed between the two steps, an empty file stays.
fn nameless() -> io::Result<File> {
    let path = env::temp_dir().join(format!("periop-{}", uuid::Uuid::new_v4().simple()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// The next words of a part, with their number.
fn read(part: &mut BufReader<Part<'_>>) -> io::Result<Option<(i64, String)>> {
    let (mut number, mut length) = ([0; 8], [0; 8]);
    match part.read_exact(&mut number) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    part.read_exact(&mut length)?;
    let mut words = String::new();
    part.take(u64::from_le_bytes(length)).read_to_string(&mut words)?;
    Ok(Some((i64::from_le_bytes(number), words)))
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.rest.end - self.rest.start).unwrap_or(usize::MAX);
        let most = into.len().min(left);
        let read = self.file.read_at(&mut into[..most], self.rest.start)?;
        self.rest.start += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_in_order_however_few_are_held() {
        let numbers = [3, 1, 2, 1, -5, 3, 2, 1, 0, 3];
        let mut expected: Vec<(i64, usize)> = numbers.iter().copied().zip(0..).collect();
        expected.sort_unstable();
        let expected: Vec<String> = expected.iter().map(|(number, nth)| format!("{number}: ✓ {nth}\n")).collect();
        for most in [1, 20, 40, 1000] {
            let mut spool = Spool::default();
            for (nth, number) in numbers.into_iter().enumerate() {
                spool.push_within(most, number, &format!("{number}: ✓ {nth}\n")).unwrap();
            }
            assert_eq!(spool.aside.is_some(), most < 1000);
            let mut sorted = Vec::new();
            spool
                .drain(|words| {
                    sorted.push(words.to_owned());
                    Ok::<(), StoreError>(())
                })
                .unwrap();
            assert_eq!(sorted, expected, "at most {most} bytes held");
        }
    }
}
