//! Follow-ups as a calendar file (iCalendar, RFC 5545): an event each, of which a calendar learns code and checklist.

use super::DueRow;
use crate::domain::{Mode, Moment, Now};
use icalendar::{Calendar, Component, Event, EventStatus, Property};

/// Who made the file, as such files say it.
const MADE_BY: &str = concat!("-//periop//periop ", env!("CARGO_PKG_VERSION"), "//EN");

/// A line of such a file has at most so many octets.
const LONGEST: usize = 75;

/// A calendar of follow-ups. The same follow-up bears the same id each time, so that a calendar which takes the file once
/// more changes its events instead of doubling them; nothing rings.
pub fn calendar(rows: &[DueRow], now: &Now) -> String {
    let mut calendar = Calendar::empty();
    for head in [("VERSION", "2.0"), ("PRODID", MADE_BY), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")] {
        calendar.append_property(head);
    }
    calendar.extend(rows.iter().map(|row| event(row, now)));
    folded(&calendar.to_string())
}

/// Folds every line anew into pieces of at most 75 octets: the last piece that the crate makes may have one too many.
fn folded(text: &str) -> String {
    let (mut folded, mut used) = (String::with_capacity(text.len()), 0);
    for line in text.replace("\r\n ", "").lines() {
        for sign in line.chars() {
            if used + sign.len_utf8() > LONGEST {
                folded.push_str("\r\n ");
                used = 1;
            }
            folded.push(sign);
            used += sign.len_utf8();
        }
        folded.push_str("\r\n");
        used = 0;
    }
    folded
}

/// An event, since some calendars leave a task out without a word.
fn event(row: &DueRow, now: &Now) -> Event {
    let mut event = Event::with_uid(&row.uid);
    event.add_property("DTSTAMP", in_utc(now.at));
    event.add_property("SEQUENCE", row.revision.to_string());
    event.summary(&summary(row));
    // Whoever has a call to make is not busy all day.
    event.add_property("TRANSP", "TRANSPARENT");
    match row.day() {
        Some(day) => {
            let day = Property::new("DTSTART", day.strftime("%Y%m%d").to_string());
            event.append_property(day.clone().add_parameter("VALUE", "DATE").done())
        }
        None => event.add_property("DTSTART", in_utc(row.due)),
    };
    if row.is_over() {
        event.status(EventStatus::Cancelled);
    }
    event
}

/// What is over says so in words too: not every calendar heeds the status.
fn summary(row: &DueRow) -> String {
    let mark = match row.mode {
        Mode::Case => None,
        Mode::Practice | Mode::Demo => row.mode.mark().map(str::to_owned),
    };
    let over = row.is_over().then(|| "no longer due".to_owned());
    let own = [row.code.to_string(), row.checklist.to_string(), row.title.to_string()];
    mark.into_iter().chain(over).chain(own).collect::<Vec<_>>().join(" – ")
}

fn in_utc(at: Moment) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}
