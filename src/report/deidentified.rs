//! What is said of a de-identified report: what was left out of it, and what that cannot promise.

/// What became of the case, and what whoever hands it on has to know.
pub const DEIDENTIFIED: [&str; 2] = [
    "Left out or replaced: the code (a new one, at random), times (offsets from the beginning of the case), days (so many \
     days from it; of an expiry only whether it had passed), staff codes (A, B, C within this case), bay, room and \
     station, words that somebody wrote, lots and articles, who reviewed the checklist and who set its local numbers, \
     and every hash.",
    "This lowers the risk that somebody is recognised. It does not make the data anonymous in the sense of any law: a rare \
     event, the order and pace of things, the days up to a later review, what was late (which tells of the hour), a measured value, few cases, the words of a \
     site's own checklist, or what somebody knows of that day can still point to a patient or to staff. Who may see it is \
     for those who answer for it to decide.",
];

/// What the times of such a report are.
pub(super) const OFFSETS: &str = "offsets from the beginning of the case: +0:12 is twelve minutes after it, -1 d 2:00 a \
     day and two hours before it, +7 d seven days after its day";
