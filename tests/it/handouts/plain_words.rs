//! Handouts can be read by those who are given them: in plain words, in large letters, on one page.

use super::*;
use periop::domain::reference::{HandedBlock, Run};
use periop::report::{Block, MadeFor};

/// The sentences of a sheet: a line of a list, a heading and what ends with a full stop are one each. Days and hours are
/// one word each, since nobody spells them out.
fn sentences(handed: &Handed) -> Vec<String> {
    let words = |runs: &Vec<Run>| -> String {
        let of = runs.iter().map(|run| match run {
            Run::Words(words) => words.to_string(),
            Run::Time(_) => "Sunday".to_owned(),
        });
        of.collect()
    };
    let lines = handed.blocks.iter().flat_map(|block| match block {
        HandedBlock::Heading(runs) | HandedBlock::Warning(runs) | HandedBlock::Text(runs) => vec![words(runs)],
        HandedBlock::List(lines) => lines.iter().map(words).collect(),
        HandedBlock::Telephones(_) => Vec::new(),
    });
    let ends = |line: String| line.split_inclusive(['.', '?']).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    lines.flat_map(ends).filter(|part| part.chars().any(char::is_alphabetic)).collect()
}

/// Groups of vowels, but for a silent e at the end: what the published formulas are reckoned with by programs.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let (mut count, mut was_vowel) = (0, false);
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !was_vowel);
        was_vowel = is_vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed");
    count.saturating_sub(usize::from(silent && count > 1)).max(1)
}

/// Reading ease (Flesch, R. A new readability yardstick. J Appl Psychol 1948;32:221-233) and grade (Kincaid JP et al.
/// Derivation of new readability formulas. Naval Technical Training Command, Research Branch Report 8-75, 1975).
fn readability(sentences: &[String]) -> (f64, f64) {
    let words: Vec<&str> = sentences
        .iter()
        .flat_map(|sentence| sentence.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let count = |n: usize| f64::from(u32::try_from(n).expect("few"));
    let of_sentence = count(words.len()) / count(sentences.len());
    let of_word = count(words.iter().map(|word| syllables(word)).sum()) / count(words.len());
    (206.835 - 1.015 * of_sentence - 84.6 * of_word, 0.39 * of_sentence + 11.8 * of_word - 15.59)
}

#[test]
fn handouts_read_as_at_the_sixth_grade_or_below() {
    for handout in ALL {
        let handed = handed(&of(handout), handout, &numbers()).unwrap();
        let sentences = sentences(&handed);
        let (ease, grade) = readability(&sentences);
        println!("{handout}: reading ease {ease:.1}, grade {grade:.1}, {} sentences", sentences.len());
        assert!(grade <= 6.0 && ease >= 70.0, "{handout}: reading ease {ease:.1}, grade {grade:.1}: {sentences:#?}");
    }
    let (ease, grade) = readability(&["The cat sat on the mat.".to_owned()]);
    assert!((ease - 116.1).abs() < 0.1 && (grade + 1.45).abs() < 0.01, "{ease} {grade}");
}

/// With every line, and telephone numbers as long as a site would write them, each is one sheet: 68 lines of text were
/// one sheet of A4 and of Letter in 12 points as Chromium prints them, with a line of Letter to spare.
#[test]
fn every_handout_has_room_on_one_page() {
    let long = site(&[
        ("clinic-telephone", "+41 44 255 11 11, Monday to Friday 07:30 to 17:00"),
        ("out-of-hours-telephone", "+41 44 255 99 99, ask for the pain doctor on call"),
    ]);
    for (handout, least) in [("preparation", 12), ("aftercare", 12), ("red-flags", 16)] {
        let bench = of(handout);
        let handed = handed(&bench, handout, &long).unwrap();
        let page = handout_page(&handed, &bench.case, &Caveats::default());
        let MadeFor::Patient { letters } = page.made_for else { panic!("{handout} is for a patient") };
        println!("{handout}: {letters} pt, {} lines of 80", page.text().lines().count());
        assert!(letters >= least, "{handout}: {letters} pt");
        assert!(page.text().lines().count() <= 69, "{handout}: {}", page.text());
        let telephones = page.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
        assert_eq!(telephones, 1, "{handout}");
    }
}
