//! A handout as a page: in letters as large as leave it on one sheet of paper.

use super::document::{across, as_of_last};
use super::page::{Block, Cell, MadeFor, Page, Said, Table};
use crate::domain::case::Case;
use crate::domain::reference::{Handed, HandedBlock, Run};
use crate::domain::{Caveats, Text};

/// The sizes of its letters in points, the largest first.
const SIZES: [u8; 7] = [18, 17, 16, 15, 14, 13, 12];
/// What there is on a sheet within its margins: the width of A4 and the height of Letter, in points.
const SHEET: (u32, u32) = (527, 741);
/// How high a line is and how wide a sign is on average, in hundredths of a letter's size: rather too much.
const LINE: u32 = 118;
const SIGN: u32 = 52;

/// A handout of a case as it is printed.
pub fn handout_page(handed: &Handed, case: &Case, caveats: &Caveats) -> Page {
    let last = as_of_last(case);
    let review = case.checklist().review.today(&last);
    let outcome = case.closed().map(|closed| closed.outcome);
    let mut page = Page::new(
        handed.title.clone(),
        across(case.mode(), outcome, caveats),
        review.paper_mark().into_iter().map(Text::from).collect(),
    );
    // What is done is not settled before the case begins.
    let headline = case.headline(&last);
    if case.planned().is_none() && !headline.is_empty() {
        page.says([Said::strong(headline.iter().map(Text::as_str).collect::<Vec<_>>().join(", "))]);
    }
    for block in &handed.blocks {
        put(&mut page, block);
    }
    let checklist = case.checklist();
    let of = format!("Case {}. {} {} ({}).", case.code(), checklist.title, checklist.version, review.word());
    page.says([Said::muted(of)]);
    page.made_for = MadeFor::Patient { letters: letters(&page) };
    page
}

fn put(page: &mut Page, block: &HandedBlock) {
    match block {
        HandedBlock::Heading(words) => page.part(joined(words)),
        HandedBlock::Warning(words) => page.says([Said::warning(joined(words))]),
        HandedBlock::Text(words) => page.put(Block::Runs(said(words))),
        HandedBlock::List(lines) => {
            let lines = lines.iter().map(|line| said(line));
            // Lines of which each has a condition of its own are one list on paper.
            match page.blocks.last_mut() {
                Some(Block::Lines(list)) => list.extend(lines),
                Some(_) | None => _ = page.put(Block::Lines(lines.collect())),
            }
            page
        }
        HandedBlock::Telephones(numbers) => page.table(Table::of_facts(
            numbers.iter().map(|(whose, number)| (whose.clone(), Said::strong(number.clone()))),
        )),
    };
}

/// Words with their times, which stand out.
fn said(words: &[Run]) -> Vec<Said> {
    let said = words.iter().map(|run| match run {
        Run::Words(words) => Said::plain(words.clone()),
        Run::Time(time) => Said::strong(time.clone()),
    });
    said.collect()
}

fn joined(words: &[Run]) -> String {
    let words = words.iter().map(|run| match run {
        Run::Words(words) | Run::Time(words) => words.as_str(),
    });
    words.collect()
}

/// The largest letters in which all of it stands on one sheet; where there are none, the smallest.
fn letters(page: &Page) -> u8 {
    let fits = |size: &&u8| height(page, u32::from(**size)) <= SHEET.1 * 100;
    SIZES.iter().find(fits).copied().unwrap_or(SIZES[SIZES.len() - 1])
}

/// How high a page is in such letters, in hundredths of a point: as `style.css` has it, rounded up.
fn height(page: &Page, size: u32) -> u32 {
    let band = if page.across.is_empty() && page.marks.is_empty() { 0 } else { 2600 };
    let title = lines(page.title.as_str().chars().count(), size * 7 / 5, 0) + 20 * size;
    band + title + page.blocks.iter().map(|block| block_height(block, size)).sum::<u32>()
}

fn block_height(block: &Block, size: u32) -> u32 {
    match block {
        Block::Heading(_, words) => lines(words.as_str().chars().count(), size * 11 / 10, 0) + 70 * size,
        Block::Said(all) => all.iter().map(|said| lines(chars([said]) * 11 / 10, size, size) + 40 * size).sum(),
        Block::Runs(all) => lines(chars(all), size, 0) + 20 * size,
        Block::Lines(all) => {
            let line = |line: &Vec<Said>| lines(chars(line), size, 2 * size) + 8 * size;
            all.iter().map(line).sum::<u32>() + 30 * size
        }
        Block::Table(table) => {
            let row = |row: &Vec<Cell>| lines(chars(row.iter().flat_map(|cell| &cell.0)) + 4, size * 5 / 4, 0);
            table.rows.iter().map(row).sum::<u32>() + 20 * size
        }
        // A handout has none of these.
        Block::List(_)
        | Block::Typed(_)
        | Block::Drawing(_)
        | Block::Sign(_)
        | Block::Entry(_)
        | Block::Spaces(_)
        | Block::NextSheet => 0,
    }
}

/// How high so many signs are in a column that is so much narrower than the sheet.
fn lines(chars: usize, size: u32, narrower: u32) -> u32 {
    let of_line = ((SHEET.0 - narrower) * 100 / (SIGN * size)).max(1);
    // What is longer than anything that fits need not be exact.
    u32::try_from(chars).unwrap_or(u32::MAX).min(100_000).div_ceil(of_line) * LINE * size
}

fn chars<'a>(all: impl IntoIterator<Item = &'a Said>) -> usize {
    all.into_iter().map(|said| said.words.as_str().chars().count()).sum()
}
