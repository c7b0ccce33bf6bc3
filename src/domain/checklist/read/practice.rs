//! What practice and reports need: that its words are answers, its names are those of the file, and what comes first
//! stands first.

use super::Reader;
use crate::domain::checklist::json::{Member, Node};
use crate::domain::checklist::{AnswerType, Checklist, Does, ItemIx, Recalled};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a scenario that is a question has, and one that is played; of each the first ones are needed.
const ASKED: [&str; 2] = ["item", "choices"];
const PLAYED: [&str; 8] = ["start", "decisions", "end", "roles", "minutes", "level", "findings", "drill"];

/// Where what is named stands, and what it is called.
const CARDS: (&str, &str) = ("crisis", "crisis card");
const PAGES: (&str, &str) = ("reference", "page");

impl<'a> Reader<'a> {
    /// The uneventful case, in the checklist's order.
    pub(super) fn normal(&mut self, root: &Node<'_>, checklist: &Checklist) -> Vec<(ItemIx, String)> {
        let Some(normal) = root.get("normal") else { return Vec::new() };
        self.given(normal, checklist);
        let step = |Member { name, node, .. }: &Member<'_>| Some((checklist.find(name)?, node.words()?.to_owned()));
        let mut steps: Vec<(ItemIx, String)> = normal.members().iter().filter_map(step).collect();
        steps.sort_unstable_by_key(|(ix, _)| *ix);
        steps
    }

    /// How each step is named from memory.
    pub(super) fn recalled(&mut self, root: &Node<'_>, checklist: &Checklist) -> BTreeMap<ItemIx, Recalled> {
        let sections = root.parts("phases").iter().flat_map(|phase| phase.parts("sections"));
        let mut recalled = BTreeMap::new();
        for item in sections.flat_map(|section| section.parts("items")) {
            let (words, may_omit) = (self.part(item, "recall").unwrap_or_default(), item.read("may_omit"));
            let of = item.read::<String>("id").and_then(|id| checklist.find(&id));
            recalled.extend(of.map(|ix| (ix, Recalled { words, may_omit })));
        }
        recalled
    }

    /// Tells of what is wrong there, and with what practice needs of the items.
    pub(super) fn practice(&mut self, root: &Node<'_>, checklist: &Checklist) {
        root.parts("order").iter().for_each(|pair| self.pair(pair, checklist));
        root.parts("series").iter().for_each(|series| self.series(series));
        for scenario in root.parts("scenarios") {
            self.scenario(scenario, root, checklist);
        }
        let items = root.parts("phases").iter().flat_map(|phase| phase.parts("sections"));
        for item in items.flat_map(|section| section.parts("items")) {
            self.names_of(item, root);
        }
        for notice in root.parts("notices") {
            notice.get("page").into_iter().for_each(|page| self.named(page, root, PAGES));
        }
    }

    /// Crisis cards and pages that an item names.
    fn names_of(&mut self, item: &Node<'_>, root: &Node<'_>) {
        item.parts("pages").iter().for_each(|page| self.named(page, root, PAGES));
        let answer = item.get("answer");
        let listed = |name| answer.into_iter().flat_map(move |answer| answer.parts(name));
        let options = listed("options").chain(listed("alternatives")).chain(answer).filter_map(|of| of.get("stop"));
        for holder in item.parts("stops").iter().chain(options).chain([item]) {
            holder.get("card").into_iter().for_each(|card| self.named(card, root, CARDS));
        }
    }

    fn named(&mut self, node: &Node<'_>, root: &Node<'_>, among: (&str, &str)) {
        node.words().into_iter().for_each(|id| self.is_among(node, id, root, among));
    }

    /// Which ids there are is not known where their list cannot be read.
    fn is_among(&mut self, node: &Node<'_>, id: &str, root: &Node<'_>, (list, what): (&str, &str)) {
        let holder = root.members().iter().find(|member| member.name == list).map(|member| &member.node);
        let is_it = |part: &Node<'_>| part.get("id").and_then(Node::words) == Some(id);
        let unknown = holder.is_some_and(|holder| self.tools.findings.is_broken(holder));
        if !unknown && !root.parts(list).iter().any(is_it) {
            self.tools.defect(node, format!("there is no {what} \"{id}\"; name the id of a {what} of this checklist"));
        }
    }

    /// The items of an id, or it is told that there are none.
    fn place(&mut self, node: &Node<'_>, checklist: &Checklist) -> Option<Range<usize>> {
        let id = node.words()?;
        let place = checklist.place(id);
        if place.is_none() && !self.known.some_lost && !self.may_be_added(id) {
            let problem = format!("there is no item or section \"{id}\"; name the id of one of this checklist");
            self.tools.defect(node, problem);
        }
        place
    }

    /// What comes first stands first: the screens lead through the file from its top, and in a circle some pair is
    /// the other way round.
    fn pair(&mut self, node: &Node<'_>, checklist: &Checklist) {
        let [first, then] = ["first", "then"].map(|name| node.get(name).and_then(|node| self.place(node, checklist)));
        if let (Some(first), Some(then), Some(node)) = (first, then, node.get("then"))
            && then.start < first.end
        {
            let problem = "this does not stand after what comes first; name what follows that in \"phases\"";
            self.tools.defect(node, problem);
        }
    }

    /// Only numbers of one unit make a curve.
    fn series(&mut self, node: &Node<'_>) {
        let mut first: Option<&'a str> = None;
        for point in node.parts("points") {
            let Some((place, unit)) = self.unit(point) else { continue };
            match (unit, first) {
                (None, _) => self.tools.defect(place, "this is no number; name an item or a field that is one"),
                (Some(unit), Some(of)) if unit != of => {
                    let problem =
                        format!("this is in {unit}, the point before it in {of}; give it a series of its own");
                    self.tools.defect(place, problem);
                }
                (Some(unit), _) => first = Some(unit),
            }
        }
    }

    /// The unit of a point, where it is a number.
    fn unit<'n>(&mut self, point: &'n Node<'_>) -> Option<(&'n Node<'n>, Option<&'a str>)> {
        let (named, field) = (point.get("item")?, point.get("field"));
        let ix = self.item(named, named.words()?)?;
        let answer = match (self.known.answer(ix)?, field) {
            (AnswerType::Fields { fields, .. }, Some(field)) => {
                let id = field.words()?;
                let of = fields.iter().find(|of| of.id == *id);
                if of.is_none() {
                    self.tools.defect(field, format!("there is no field \"{id}\"; name one of the item's fields"));
                }
                Some(&of?.answer)
            }
            (_, Some(_)) => None,
            (answer, None) => Some(answer),
        };
        let unit = if let Some(AnswerType::Number { unit, .. }) = answer { Some(&**unit) } else { None };
        Some((field.unwrap_or(named), unit))
    }

    fn scenario(&mut self, node: &Node<'_>, root: &Node<'_>, checklist: &Checklist) {
        if let Some(given) = node.get("given") {
            self.given(given, checklist);
        }
        let has = |names: &[&str]| names.iter().any(|name| node.get(name).is_some());
        let needed = match (has(&ASKED), has(&PLAYED)) {
            (true, true) => {
                let problem = "this is asked and played; keep \"item\" and \"choices\", or what is played, from \"start\" to \"end\"";
                return self.tools.defect(node, problem);
            }
            (_, false) => &ASKED[..],
            (false, true) => &PLAYED[..3],
        };
        let broken = |name: &str| {
            let mut members = node.members().iter();
            members.any(|member| member.name == name && self.tools.findings.is_broken(&member.node))
        };
        if needed.iter().any(|name| node.get(name).is_none() && !broken(name)) {
            self.tools.defect(node, format!("a part is not there; this needs \"{}\"", needed.join("\", \"")));
        }
        for named in [node.get("item"), node.get("start")].into_iter().flatten().chain(node.parts("drill")) {
            self.at(named, checklist);
        }
        self.one_right(node);
        if has(&PLAYED) {
            self.played(node, root, checklist);
        }
    }

    /// An item, also one that the program adds.
    fn at(&mut self, node: &Node<'_>, checklist: &Checklist) -> Option<&'a AnswerType> {
        let id = node.words()?;
        self.spec(id, node, checklist)
    }

    fn one_right(&mut self, node: &Node<'_>) {
        let Some(choices) = node.get("choices") else { return };
        let right = node.parts("choices").iter().filter(|choice| choice.flag("right")).count();
        if right != 1 && !self.tools.findings.is_broken(choices) {
            self.tools.defect(choices, format!("{right} choices are right; mark exactly one with \"right\": true"));
        }
    }

    fn played(&mut self, node: &Node<'_>, root: &Node<'_>, checklist: &Checklist) {
        if root.get("normal").is_none() {
            self.tools
                .defect(node, "what is played departs from an uneventful case; write \"normal\" at the top level");
        }
        for finding in node.parts("findings") {
            finding.get("at").map(|at| self.at(at, checklist));
            let interrupts = finding.get("interrupt").is_some();
            if interrupts == finding.get("show").is_some() || finding.flag("resume") && !interrupts {
                self.of_one_kind(
                    finding,
                    "a finding is either \"show\" or \"interrupt\", this one perhaps with \"resume\"",
                );
            }
        }
        for decision in node.parts("decisions") {
            self.decision(decision, root, checklist);
        }
        let not_reached = node.get("end").map(|end| end.parts("not_reached")).unwrap_or_default();
        for named in not_reached {
            self.place(named, checklist);
        }
    }

    fn decision(&mut self, node: &Node<'_>, root: &Node<'_>, checklist: &Checklist) {
        self.one_right(node);
        let spec = node.get("at").and_then(|at| self.at(at, checklist));
        if let (Some(spec), Some(words)) = (spec, node.get("record")) {
            self.reads(spec, words, words.words().unwrap_or_default());
        }
        for choice in node.parts("choices") {
            if let Some(both) = choice.get("unsafe").filter(|_| choice.flag("right") && choice.flag("unsafe")) {
                self.tools.defect(both, "the right choice is not unsafe; leave one of the two out");
            }
            let Some((does, words)) = choice.get("does").and_then(|does| Some((does, does.words()?))) else { continue };
            match (words.parse(), spec) {
                (Ok(Does::Answer(words)), Some(spec)) => {
                    self.reads(spec, does, &words);
                }
                (Ok(Does::Card(id)), _) => self.is_among(does, id.as_str(), root, CARDS),
                (Ok(Does::Answer(_) | Does::Stop | Does::Again | Does::Told(_) | Does::Note), _) => {}
                (Err(problem), _) => self.tools.defect(does, problem),
            }
        }
    }
}
