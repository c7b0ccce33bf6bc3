//! What is typed for a bay, a room or a reason: whether it may tell of a patient, and whether two name one place.

use jiff::civil::Date;

/// What is asked where words for a place look like a patient's name or birth date.
pub const ASKS_FOR_A_PLACE: &str = "Bays and rooms only: is this a patient's name or birth date?";

/// Words of three letters or more that name a place and no person.
const PLACES: &str = "area bay bed block blue chair clinic corridor cubicle day desk east eight first five floor four \
    green hall holding imaging lab left level list lounge lower main middle nine north one pain post pre \
    prep procedure recovery red right room second seven side six south station suite table ten theater \
    theatre third three trolley two unit upper waiting ward west white wing ray xray yellow zone";
/// Words before a patient's name or birth date.
const BEFORE: &str = "mr mrs ms miss herr frau monsieur madame mme signor signora dob born geb";

/// Whether something typed for a place looks like a patient's name or date of birth. It is only asked about.
pub fn may_be_a_patient(typed: &str) -> bool {
    let is_name = |word: &str| {
        let mut parts = word.split(['-', '/', '.', '\'', '’']);
        parts.any(|part| {
            let letters = part.chars().count() >= 3 && part.chars().all(char::is_alphabetic);
            letters && PLACES.split(' ').all(|place| place != part.to_lowercase())
        })
    };
    words(typed).any(|word| date(word).is_some() || is_name(word))
}

/// Whether a note or a reason may name a patient or give a date of birth: a date of years ago, or a title.
pub fn may_tell_of_a_patient(typed: &str, today: Date) -> bool {
    let is_old = |word: &str| {
        let Some(parts) = date(word) else { return false };
        let day_and_month = parts.iter().filter(|part| (1..=31).contains(*part)).count() == 2;
        let this_year = [-1, 0, 1].map(|years| today.year() + years);
        let recent = |part: &i16| this_year.iter().any(|year| year == part || year % 100 == *part);
        day_and_month && !parts.first().is_some_and(recent) && !parts.last().is_some_and(recent)
    };
    let is_title = |word: &str| BEFORE.split(' ').any(|title| title == word.trim_matches(['.', ':']).to_lowercase());
    words(typed).any(|word| is_old(word) || is_title(word))
}

/// Whether two people would go to the same place.
pub fn is_one_place(one: &str, other: &str) -> bool {
    let plain =
        |place: &str| place.split_whitespace().flat_map(str::chars).flat_map(char::to_lowercase).collect::<String>();
    plain(one) == plain(other)
}

fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed.split(|c: char| c.is_whitespace() || ",;()".contains(c)).filter(|word| !word.is_empty())
}

/// The three numbers of a date in figures.
fn date(word: &str) -> Option<[i16; 3]> {
    let parts: Option<Vec<i16>> =
        word.trim_end_matches('.').split(['.', '/', '-']).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_one_place, may_be_a_patient, may_tell_of_a_patient};
    use jiff::civil::date;

    #[test]
    fn names_and_birth_dates_are_asked_about_and_places_are_not() {
        for place in ["", "Bay 2", "bay2", "Theatre 1", "Room 12 left", "X-ray 2", "Recovery bed 4", "B12", "OP 3"] {
            assert!(!may_be_a_patient(place), "{place}");
        }
        for person in ["Bay 2 Xyzab", "Xyzab", "xy-zabc", "12.03.1956", "bay 2 1956-03-12", "3/4/56"] {
            assert!(may_be_a_patient(person), "{person}");
        }
    }

    #[test]
    fn a_note_is_asked_about_where_it_has_a_title_or_a_date_of_years_ago() {
        for note in [
            "wristband is missing",
            "restart on 2026-11-30",
            "seen 23.11.26",
            "pressure 120/70",
            "L4/5, not L5/S1",
            "asked Dr DK",
            "at 1/2/3",
            "since 2025-12-01",
        ] {
            assert!(!may_tell_of_a_patient(note, date(2026, 11, 23)), "{note}");
        }
        for note in ["12.03.1956", "born in spring", "Mrs. Xyzab agrees", "chart says 1956-03-12.", "DOB: 3/4/56"] {
            assert!(may_tell_of_a_patient(note, date(2026, 11, 23)), "{note}");
        }
    }

    #[test]
    fn one_place_is_written_in_many_ways() {
        assert!(is_one_place("Bay 2", "bay  2") && is_one_place("Bay 2", "BAY2"));
        assert!(!is_one_place("Bay 2", "Bay 12") && !is_one_place("Bay 1", "Bay 10"));
    }
}
