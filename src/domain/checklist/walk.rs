//! The walk over a file against its format. Whatever one place alone can tell is told here; the readers find each
//! part as it should be, or nothing where it was told of.

use super::format::{CHECKLIST, LOCAL, LOCAL_FILE, LOCAL_INTERVAL};
use super::json::{Member, Node, Value};
use super::misread::{misread, misread_unit};
use super::shape::{Field, Kind, LONGEST_UNIT, Need, Shape};
use super::{Defect, Place, json};
use crate::domain::{Id, Text};
use std::collections::BTreeSet;

/// Something that is wrong. Where it stands is worked out when somebody is told.
#[derive(Debug)]
struct Finding {
    at: usize,
    missing: Option<&'static str>,
    problem: String,
    /// A part that cannot be read, rather than one that says something wrong.
    shape: bool,
}

/// All that was found wrong with a file so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    all: Vec<Finding>,
    /// Whether the file has a field that the first programs do not know.
    pub(crate) any_later: bool,
    /// Whether a pin has a field that this program does not know: a newer one accepted it.
    pub(crate) any_unknown: bool,
}

impl Findings {
    pub(crate) fn defect(&mut self, node: &Node<'_>, problem: impl Into<String>) {
        self.defect_at(node.at, problem);
    }

    pub(crate) fn defect_at(&mut self, at: usize, problem: impl Into<String>) {
        self.all.push(Finding { at, missing: None, problem: problem.into(), shape: false });
    }

    fn misfit(&mut self, at: usize, missing: Option<&'static str>, problem: String) {
        self.all.push(Finding { at, missing, problem, shape: true });
    }

    /// Whether a part of it, or all, cannot be read: nothing is told of what hangs on that.
    pub(crate) fn is_broken(&self, node: &Node<'_>) -> bool {
        self.all.iter().any(|finding| finding.shape && (node.at..node.end).contains(&finding.at))
    }

    /// The same, but for what lies in fields of these names.
    pub(crate) fn is_broken_beside(&self, node: &Node<'_>, harmless: &[&str]) -> bool {
        let harms = |missing: Option<&str>| missing.is_none_or(|name| !harmless.contains(&name));
        let inside = |part: &Node<'_>| self.is_broken_beside(part, harmless);
        self.all.iter().any(|finding| finding.shape && finding.at == node.at && harms(finding.missing))
            || node.list().unwrap_or_default().iter().any(inside)
            || node.members().iter().any(|member| harms(Some(&member.name)) && inside(&member.node))
    }

    pub(crate) fn count(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn any_misfit(&self) -> bool {
        self.all.iter().any(|finding| finding.shape)
    }

    /// What is told, in the order of the file.
    pub(crate) fn told(mut self, json: &str) -> Vec<Defect> {
        // Names as they were written: the walk has put those that were meant in the place of misspelt ones.
        let Ok(root) = json::read(json, &[]) else { return Vec::new() };
        self.all.sort_by_key(|finding| finding.at);
        let told = |Finding { at, missing, problem, .. }: Finding| {
            let mut path = root.path_to(at);
            if let Some(name) = missing {
                json::add_field(&mut path, name);
            }
            Defect { path, problem: Text::from(problem).to_string(), place: Place::of(json, at) }
        };
        self.all.into_iter().map(told).collect()
    }
}

/// Whom a file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Everything is told.
    Author,
    /// A pin, which its author was told of: only what could not be read.
    Case,
    /// The same, for somebody who looks something up in it or practises.
    Lookup,
}

/// Goes over a checklist. Fields that are misspelt get the name that was meant.
pub(crate) fn walk(root: &mut Node<'_>, reading: For) -> Findings {
    walk_as(root, &WHOLE, reading)
}

/// The same with the file of a site's own values.
pub(crate) fn walk_locals(root: &mut Node<'_>, reading: For) -> Findings {
    walk_as(root, &LOCALS, reading)
}

/// The same with a file of another kind.
pub(crate) fn walk_as(root: &mut Node<'_>, kind: &'static Kind, reading: For) -> Findings {
    let sources = root.get("sources").filter(|sources| matches!(sources.value, Value::Object(_)));
    let sources = sources.map(|sources| sources.members().iter().map(|member| member.name.to_string()).collect());
    let mut walk = Walk { reading, sources, findings: Findings::default() };
    walk.fit(root, kind);
    walk.findings
}

static WHOLE: Kind = Kind::One(&CHECKLIST);
static LOCALS: Kind = Kind::One(&LOCAL_FILE);

struct Walk {
    reading: For,
    /// Which sources there are, where they can be read.
    sources: Option<BTreeSet<String>>,
    findings: Findings,
}

impl Walk {
    fn fit(&mut self, node: &mut Node<'_>, kind: &'static Kind) {
        match (kind, &mut node.value) {
            (Kind::One(shape), Value::Object(members)) => self.fields(node.at, members, shape),
            (Kind::Limit, Value::Object(members)) => self.fields(node.at, members, &LOCAL),
            (Kind::Interval, Value::Object(members)) => self.fields(node.at, members, &LOCAL_INTERVAL),
            (Kind::List(each), Value::List(parts)) => parts.iter_mut().for_each(|part| self.fit(part, each)),
            (Kind::Several { of, least, few, .. }, Value::List(parts)) => {
                let enough = parts.len() >= *least || few.is_empty();
                for part in parts.iter_mut() {
                    self.fit(part, of);
                }
                if !enough {
                    self.findings.defect(node, *few);
                }
            }
            (Kind::Named(each) | Kind::ById(each), Value::Object(members)) => {
                self.named(members, each, matches!(kind, Kind::ById(_)));
            }
            _ => self.plain(node, kind),
        }
    }

    fn plain(&mut self, node: &Node<'_>, kind: &Kind) {
        if !kind.fits(&node.value) {
            self.findings.misfit(node.at, None, kind.refusal(&node.value));
        } else if self.reading == For::Author {
            self.says(node, kind);
        }
    }

    fn fields(&mut self, at: usize, members: &mut [Member<'_>], shape: &'static Shape) {
        let mut given: u32 = 0;
        for n in 0..members.len() {
            let place = |name: &str| shape.fields.iter().position(|field| field.name == name);
            let Some(field) = place(&members[n].name).or_else(|| place(self.misspelt(n, members, shape)?)) else {
                continue;
            };
            let member = &mut members[n];
            let bit = 1 << field;
            if given & bit != 0 {
                self.twice(member);
                continue;
            }
            given |= bit;
            let Field { name, kind, need, later, .. } = &shape.fields[field];
            self.findings.any_later |= later;
            if member.name != *name {
                member.name = (*name).into();
            }
            if !(matches!(member.node.value, Value::Null) && *need == Need::May) {
                self.fit(&mut member.node, kind);
            }
        }
        let missing =
            shape.fields.iter().enumerate().filter(|(n, field)| field.need == Need::Must && given & 1 << n == 0);
        for (_, field) in missing {
            let problem = format!("\"{}\" is missing; {}", field.name, field.kind.words());
            self.findings.misfit(at, Some(field.name), problem);
        }
    }

    /// Tells of a field that is not known, and finds the one that was meant.
    fn misspelt(&mut self, n: usize, members: &[Member<'_>], shape: &'static Shape) -> Option<&'static str> {
        if self.reading != For::Author {
            self.findings.any_unknown = true;
            return None;
        }
        let written = &members[n].name;
        let mut names: Vec<&str> = shape.fields.iter().map(|field| field.name).collect();
        names.sort_unstable();
        let near =
            nearest(written, names.iter().copied().filter(|name| members.iter().all(|other| other.name != *name)));
        let hint = near.map_or_else(|| format!("use {}", names.join(", ")), |near| format!("write \"{near}\""));
        self.findings.misfit(members[n].at, None, format!("\"{written}\" is not a field here; {hint}"));
        near
    }

    fn twice(&mut self, member: &Member<'_>) {
        let problem = format!("\"{}\" is given twice in the same place; keep one of them", member.name);
        self.findings.misfit(member.at, None, problem);
    }

    fn named(&mut self, members: &mut Vec<Member<'_>>, each: &'static Kind, by_id: bool) {
        let mut names = BTreeSet::new();
        // Of a name that is given twice the first counts, and the readers see no other.
        members.retain_mut(|member| {
            let first = names.insert(member.name.to_string());
            if first {
                if by_id {
                    self.id(&member.node, &member.name);
                }
                self.hidden(&member.node, &member.name);
                self.fit(&mut member.node, each);
            } else {
                self.twice(member);
            }
            first
        });
    }

    /// What is wrong with a value of the right kind.
    fn says(&mut self, node: &Node<'_>, kind: &Kind) {
        if let (Kind::Whole(from, to, refusal), Some(whole)) = (kind, node.whole())
            && !(*from..=*to).contains(&whole)
        {
            self.findings.defect(node, refusal.replace("{}", &whole.to_string()));
        }
        let Some(words) = node.words() else { return };
        match kind {
            Kind::Words(longest) => self.words(node, words, *longest),
            Kind::Unit => self.unit(node, words),
            Kind::Id => self.id(node, words),
            Kind::Citation => self.citation(node, words),
            Kind::Version if !is_version(words) => {
                self.findings.defect(node, format!("\"{words}\" is no version; write three numbers, such as 1.0.0"));
            }
            Kind::Free | Kind::Name | Kind::Version | Kind::Duration | Kind::Date | Kind::OneOf(_) | Kind::YesNo => {}
            Kind::Year | Kind::Whole(..) | Kind::Number | Kind::Limit | Kind::Interval | Kind::LocalValue => {}
            Kind::List(_) | Kind::Several { .. } | Kind::One(_) | Kind::Named(_) | Kind::ById(_) => {}
        }
        self.hidden(node, words);
    }

    fn hidden(&mut self, node: &Node<'_>, text: &str) {
        if let Some(sign) = Text::first_hostile(text).filter(|_| self.reading == For::Author) {
            let sign = u32::from(sign);
            self.findings.defect(node, format!("the character U+{sign:04X} is not allowed here; remove it"));
        }
    }

    fn words(&mut self, node: &Node<'_>, text: &str, longest: usize) {
        let too_long = || Some(text.chars().count()).filter(|length| *length > longest);
        if text.trim().is_empty() {
            self.findings.defect(node, "there is nothing; write some words");
        } else if let Some(length) = (text.len() > longest).then(too_long).flatten() {
            self.findings.defect(node, format!("{length} characters; write at most {longest}"));
        }
        if let Some(problem) = misread(text) {
            self.findings.defect(node, problem);
        }
    }

    /// A unit that nobody can take for another.
    fn unit(&mut self, node: &Node<'_>, unit: &str) {
        self.words(node, unit, LONGEST_UNIT);
        if let Some(problem) = misread_unit(unit) {
            self.findings.defect(node, problem);
        }
    }

    fn id(&mut self, node: &Node<'_>, raw: &str) {
        if let Err(problem) = raw.parse::<Id>() {
            self.findings.defect(node, problem);
        }
    }

    fn citation(&mut self, node: &Node<'_>, cited: &str) {
        // Which sources there are is not known where that list could not be read.
        let Some(sources) = &self.sources else { return };
        let (id, line) = cited.split_once(':').map_or((cited, None), |(id, line)| (id, Some(line)));
        if !sources.contains(id) {
            self.findings.defect(node, format!("there is no source \"{id}\"; add it to \"sources\""));
        } else if line.is_some_and(|line| line.parse::<u32>().is_err()) {
            self.findings.defect(node, format!("\"{cited}\" names no line; write {id}:12"));
        }
    }
}

/// The name that was meant, as far as anybody can tell: a short one is soon another word.
pub(crate) fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let small = written.to_lowercase();
    let apart = |name: &&str| strsim::osa_distance(name, &small);
    names.filter(|name| apart(name) <= 2.min(name.len() / 3)).min_by_key(apart)
}

fn is_version(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split('.').collect();
    parts.len() == 3 && parts.iter().all(|p| (1..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}
