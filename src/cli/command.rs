//! The table of the commands that work with the records: each says what it takes, and runs itself.

use super::{
    Done, course, due, export, follow_up, handout, item, list, log, new, recording::OfCase, recording::Seat, repair,
    show, slip, stats, status, verify,
};
use crate::domain::case::Act;
use clap::{Args, Subcommand};
use std::io::Write;

#[derive(Debug, Subcommand)]
pub(super) enum CaseCommand {
    /// Open or plan a case; its code is the last word printed.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop new spinal-injection --label \"Bay 2\"\n",
        "  periop new spinal-injection --preset interlaminar\n",
        "  periop new spinal-injection --planned \"tomorrow 08:30\" --room 3",
    ))]
    New(new::NewArgs),
    /// Start a planned case: from now on it follows the checklist as it is today.
    #[command(
        after_help = "Until then nothing can be recorded for an item. If the checklist was changed since the case was planned, the case follows the changed one."
    )]
    Start(OfCase),
    /// Print a slip for the chart, by which the case is found again.
    #[command(after_help = "The square holds the code and nothing about the patient. Print it dark on white.")]
    Slip(CaseArgs),
    /// List the open cases.
    #[command(
        after_help = "The most pressing first: stops, timers that ended, follow-ups that are late or due, cases that should have begun, what goes on, what is held, planned, to be closed, waiting. Exits with 4 where a record is damaged; the others are listed all the same."
    )]
    List(list::ListArgs),
    /// List the follow-ups of all cases: late, due, to come, done of late.
    #[command(after_help = concat!(
        "What is late longest comes first, then what can be done today, then the days ahead, then what was done or given up.\n",
        "The screens have the same under d on the list; the list itself shows of each case what it needs most.\n",
        "A calendar file holds code, checklist and follow-up, and nothing else of a case; taken into a calendar once more\n",
        "it changes its events and doubles none. Exits with 4 where a record is damaged; the others are listed all the same.\n",
        "Examples:\n",
        "  periop due\n",
        "  periop due --within P1M --ics follow-ups.ics",
    ))]
    Due(due::DueArgs),
    /// Show a case.
    Show(show::ShowArgs),
    /// Show the entries of a case, or of a day.
    #[command(
        after_help = "With --on: one entry a line, each with its case. Exits with 4 where a record is damaged; what is whole is shown."
    )]
    Log(log::LogArgs),
    /// Export a case as a report.
    #[command(after_help = concat!(
        "The report says first what was done, by whom, and what did not go as the checklist has it; at its end, how the \
         record is verified. The same record is always the same report.\n\n",
        "Examples:\n",
        "  periop export CODE | less\n",
        "  periop export CODE --format html -o report.html",
    ))]
    Export(export::ExportArgs),
    /// Print a handout for the patient, with the times of the case.
    #[command(after_help = concat!(
        "Its days and hours are worked out from what was recorded, its telephone numbers are those that the site set; \
         where one is missing it is not printed, and all that is missing is named.\n\n",
        "Examples:\n",
        "  periop handout CODE aftercare | less\n",
        "  periop handout CODE aftercare --format html -o aftercare.html",
    ))]
    Handout(handout::HandoutArgs),
    /// Answer an item.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop answer CODE two-identifiers                     a check is ticked\n",
        "  periop answer CODE site-marked --not-right \"no mark\"   it is not in order\n",
        "  periop answer CODE vitals-temp 36.8                    a number in its unit\n",
        "  periop answer CODE vitals 128/76 72 98                 values in a row\n",
        "  periop answer CODE vitals systolic=128 diastolic=76    or by their names\n",
        "  periop answer CODE drugs drug=A dose=1 + drug=B dose=2 several rows\n",
        "  periop answer CODE antiseptic-dry start                a timer begins\n",
        "  periop answer CODE choose-side left --reason misheard  it is corrected\n",
        "A stop that begins to stand is printed as STOP; the exit code is 0 all the same.",
    ))]
    Answer(item::AnswerArgs),
    /// Record a new finding for an item; the earlier one stays true.
    #[command(after_help = concat!(
        "Example: blood came back, the needle was repositioned, now it is clear:\n",
        "  periop again CODE aspiration-clear clear",
    ))]
    Again(item::AgainArgs),
    /// Tick what is left of a do-confirm section after it was said aloud.
    Tick(item::TickArgs),
    /// Fill in what seldom varies.
    #[command(after_help = "\"periop checklists show ID\" lists the presets. What is answered already stays as it is.")]
    Preset(item::PresetArgs),
    /// Record that an item does not apply to this patient.
    Skip(item::ReasonArgs),
    /// Put an item off to a later phase.
    Defer(item::DeferArgs),
    /// Go on in spite of a stop or an open critical item.
    #[command(after_help = "Only a clinician overrides, and some stops nobody can. It lapses when the answer changes.")]
    Override(item::ReasonArgs),
    /// Take back what was recorded for an item.
    #[command(
        after_help = "The item is open again; what was recorded stays in the record. Your own last entry is taken back with \"periop undo\"."
    )]
    Withdraw(item::ReasonArgs),
    /// Note something about a case or an item. No names, no birth dates, no record numbers.
    Note(item::NoteArgs),
    /// Record whom you told about a finding.
    Told(item::ToldArgs),
    /// Take back your own last entry.
    #[command(
        after_help = "Only what you recorded since you came to this case at this station. What somebody else recorded is corrected: \"periop answer … --reason\"."
    )]
    Undo(CaseArgs),
    /// Put back what you took back.
    Redo(CaseArgs),
    /// Say who is in the room.
    Team(course::TeamArgs),
    /// Say where the case is now; plan it anew.
    #[command(after_help = "With --planned the case is planned anew; what is not named stays.")]
    Label(course::LabelArgs),
    /// Leave a case unfinished for the next person, who resumes it.
    Hold(course::HoldArgs),
    /// Take up a held case again.
    Resume(OfCase),
    /// Record that you look at the right case.
    Confirm(OfCase),
    /// Sign off a phase as complete.
    #[command(
        after_help = "It prints how many entries the record has and its head: \"periop verify CODE --head HASH\" tells later whether they are still in it."
    )]
    Sign(course::SignArgs),
    /// Record that the needle was moved: what was checked of its place is open again.
    #[command(
        after_help = "In one write everything in the sections that the checklist marks so is open again. What was found stays in the record, and what asks whether it was ever found still knows."
    )]
    NeedleMoved(course::NeedleMovedArgs),
    /// Record an attempt to reach the patient for a follow-up.
    Attempt(follow_up::AttemptArgs),
    /// Record a contact that was not planned.
    Contact(follow_up::ContactArgs),
    /// Give a follow-up up, after as many attempts as the checklist asks for.
    Lost(follow_up::LostArgs),
    /// Stamp what happens in an emergency.
    #[command(after_help = concat!(
        "\"periop checklists show ID\" lists the cards. Example:\n",
        "  periop crisis CODE anaphylaxis drug-given --text \"first dose\"",
    ))]
    Crisis(course::CrisisArgs),
    /// Stop the procedure: what was not done is marked, recovery and follow-up are open.
    Stop(course::BecauseArgs),
    /// Close a case; prints its entry count and head, for "periop verify --head".
    Close(course::CloseArgs),
    /// Reopen a closed case, or go on with a stopped one.
    Reopen(course::BecauseArgs),
    /// Say what a team learns from its cases: what is passed over, stops, time, follow-ups.
    #[command(after_help = concat!(
        "Every record is read, on all processors; practice, made-up and damaged ones count for nothing. No figure tells who\n",
        "recorded anything. Examples:\n",
        "  periop stats --since 2026-01-01\n",
        "  periop stats --checklist spinal-injection --json",
    ))]
    Stats(stats::StatsArgs),
    /// Say how a case stands; exits with 3 while critical items are open or a stop stands.
    Status(status::StatusArgs),
    /// Check that records are whole; exits with 4 where one is damaged.
    #[command(
        after_help = "A record that was written anew, or whose last lines were cut off, still fits itself: only --head with a printed head shows that."
    )]
    Verify(verify::VerifyArgs),
    /// Let a damaged record go on after what is whole; the damaged original is kept.
    #[command(
        after_help = "Refused for a record that is whole or that a crash merely cut off. What stood in the damaged lines has to be recorded again."
    )]
    Repair(CaseArgs),
}

#[derive(Debug, Args)]
pub(super) struct CaseArgs {
    /// The case's code.
    pub(super) code: String,
}

impl CaseCommand {
    /// Whether nothing is recorded by it.
    pub(super) fn looks(&self) -> bool {
        matches!(self, Self::Slip(_) | Self::List(_) | Self::Due(_) | Self::Show(_) | Self::Log(_) | Self::Export(_))
            || matches!(self, Self::Handout(_))
            || matches!(self, Self::Stats(_) | Self::Status(_) | Self::Verify(_))
    }

    pub(super) fn run(self, seat: &mut Seat<'_>, out: &mut impl Write) -> Done {
        match self {
            Self::New(args) => args.run(seat, out),
            Self::Start(args) => args.start(seat, out),
            Self::Slip(args) => slip::slip(seat.session, &args.code, out),
            Self::List(args) => args.run(seat.session, out),
            Self::Due(args) => args.run(seat.session, out),
            Self::Show(args) => args.run(seat.session, out),
            Self::Log(args) => log::log(seat.session, &args, out),
            Self::Export(args) => args.run(seat.session, out),
            Self::Handout(args) => args.run(seat.session, out),
            Self::Answer(args) => args.run(seat, out),
            Self::Again(args) => args.run(seat, out),
            Self::Tick(args) => args.run(seat, out),
            Self::Preset(args) => args.run(seat, out),
            Self::Skip(args) => args.skip(seat, out),
            Self::Defer(args) => args.run(seat, out),
            Self::Override(args) => args.go_on(seat, out),
            Self::Withdraw(args) => args.withdraw(seat, out),
            Self::Note(args) => args.run(seat, out),
            Self::Told(args) => args.run(seat, out),
            Self::Undo(args) => item::take_back(seat, &args.code, Act::Undo, out),
            Self::Redo(args) => item::take_back(seat, &args.code, Act::Redo, out),
            Self::Team(args) => args.run(seat, out),
            Self::Label(args) => args.run(seat, out),
            Self::Hold(args) => args.run(seat, out),
            Self::Resume(args) => args.resume(seat, out),
            Self::Confirm(args) => args.confirm(seat, out),
            Self::Sign(args) => args.run(seat, out),
            Self::NeedleMoved(args) => args.run(seat, out),
            Self::Attempt(args) => args.run(seat, out),
            Self::Contact(args) => args.run(seat, out),
            Self::Lost(args) => args.run(seat, out),
            Self::Crisis(args) => args.run(seat, out),
            Self::Stop(args) => args.stop(seat, out),
            Self::Close(args) => args.run(seat, out),
            Self::Reopen(args) => args.reopen(seat, out),
            Self::Stats(args) => args.run(seat.session, out),
            Self::Status(args) => args.run(seat.session, out),
            Self::Verify(args) => verify::verify(seat.session, &args, out),
            Self::Repair(args) => repair::repair(seat, &args.code, out).map(|()| 0),
        }
    }
}
