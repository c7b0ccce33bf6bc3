//! Answer types: that each has what it needs, and nothing of another.

use super::Tools;
use crate::domain::checklist::format::MOST_OPTIONS;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::vocabulary::{AnswerKind, LocalKind};
use crate::domain::checklist::{AnswerType, Choice, Direction, Field, Limit, Otherwise, Scan};
use crate::domain::{Decimal, Id, Package, Text};

const DEFAULT_ANSWER_TEXT: usize = 400;
const DEFAULT_DECIMALS: u32 = 1;

/// To which answer types a field belongs.
const BELONGS: [(&str, &[AnswerKind]); 18] = {
    use AnswerKind::{Choice, Date, Fields, Number, Text, Time, Timer};
    [
        ("options", &[Choice]),
        ("several", &[Choice]),
        ("unit", &[Number]),
        ("min", &[Number]),
        ("max", &[Number, Text]),
        ("decimals", &[Number]),
        ("stop", &[Number]),
        ("caution", &[Number]),
        ("alternatives", &[Number, Fields]),
        ("otherwise", &[Number]),
        ("points", &[Date, Time]),
        ("month", &[Date]),
        ("minutes", &[Timer]),
        ("from", &[Timer]),
        ("fields", &[Fields]),
        ("rows", &[Fields]),
        ("each", &[Fields]),
        ("scan", &[Fields]),
    ]
};

impl Tools {
    pub(super) fn answer(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        let kind = node.read("type")?;
        // Fields that belong to another answer type are a misunderstanding worth telling.
        for member in node.members() {
            let owners = BELONGS.iter().find(|(name, _)| member.name == *name).map(|(_, owners)| owners);
            if owners.is_some_and(|owners| !owners.contains(&kind)) && node.get(&member.name).is_some() {
                let problem = format!("\"{}\" does not belong to this answer type; leave it out", member.name);
                self.defect(&member.node, problem);
            }
        }
        let points = || node.read("points").unwrap_or(Direction::Any);
        match kind {
            AnswerKind::Check => Some(AnswerType::Check),
            AnswerKind::Choice => self.choice(node),
            AnswerKind::Number => self.number(node),
            AnswerKind::Text => self.words(node),
            AnswerKind::Date => Some(AnswerType::Date { points: points(), month: node.flag("month") }),
            AnswerKind::Time => Some(AnswerType::Time { points: points() }),
            AnswerKind::Timer => self.timer(node),
            AnswerKind::Fields => self.fields(node),
        }
    }

    fn choice(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        let options = self.options(node, "options");
        if node.get("options").is_none_or(|options| options.list().is_some_and(|list| list.len() < 2)) {
            self.defect(node, "a choice needs at least two options; write \"options\": [ … ]");
        }
        let always = |option: &&Choice| option.where_set.is_empty();
        if options.as_ref().is_some_and(|options| options.len() > 1 && options.iter().filter(always).count() < 2) {
            self.defect(
                node,
                "where the site sets nothing fewer than two options are offered; leave \"where_set\" out of two",
            );
        }
        Some(AnswerType::Choice { options: options?, several: node.flag("several") })
    }

    fn words(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        let Some(most) = node.get("max") else { return Some(AnswerType::Text { max: DEFAULT_ANSWER_TEXT }) };
        let max = most.decimal()?.to_string().parse().ok().filter(|max| (1..=Text::LONGEST).contains(max));
        if max.is_none() {
            self.defect(most, format!("a text has 1 to {} characters", Text::LONGEST));
        }
        Some(AnswerType::Text { max: max? })
    }

    fn timer(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        let Some(wait) = node.get("minutes") else {
            self.defect(node, "a timer needs the minutes to wait; write \"minutes\": 3");
            return None;
        };
        let Limit { value, local } = self.limit(wait)?;
        // Nobody waits for no time, or for more than a day.
        self.ranges.extend(local.clone().map(|name| (name, Decimal::from(1), Decimal::from(24 * 60))));
        let Some(minutes) = value else {
            self.defect(wait, "a timer waits for so many minutes; write a value that a site may change");
            return None;
        };
        if minutes <= Decimal::from(0) {
            self.defect(wait, format!("{minutes} minutes are no time to wait; write more than 0"));
            return None;
        }
        Some(AnswerType::Timer { minutes, local, from: None })
    }

    fn number(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        let alternatives = self.options(node, "alternatives");
        if ["unit", "min", "max"].iter().any(|name| node.get(name).is_none()) && !self.findings.is_broken(node) {
            self.defect(node, "a number needs \"unit\", \"min\" and \"max\"");
        }
        let (unit, least) = (node.read::<Text>("unit")?, node.get("min")?);
        let (min, max) = (least.decimal()?, node.get("max")?.decimal()?);
        let otherwise = node.get("otherwise").and_then(|node| self.otherwise(node));
        if min >= max {
            let problem =
                format!("the range is the wrong way round: {min} to {max}; write the smaller number as \"min\"");
            self.defect(least, problem);
        }
        for limits in ["stop", "caution"].into_iter().filter_map(|name| node.get(name)) {
            self.in_range(limits, min, max);
        }
        let decimals = node.get("decimals").and_then(Node::whole).unwrap_or(DEFAULT_DECIMALS);
        let alternatives = alternatives?;
        Some(AnswerType::Number { unit: unit.into(), min, max, decimals, alternatives, otherwise })
    }

    fn otherwise(&mut self, node: &Node<'_>) -> Option<Otherwise> {
        let least = node.get("min")?;
        let (min, max) = (least.decimal()?, node.get("max")?.decimal()?);
        if min >= max {
            self.defect(least, format!("the range is the wrong way round: {min} to {max}"));
        }
        Some(Otherwise { unit: node.read("unit")?, min, max })
    }

    fn fields(&mut self, node: &Node<'_>) -> Option<AnswerType> {
        if node.get("fields").is_none_or(|fields| fields.list().is_some_and(<[_]>::is_empty)) {
            self.defect(node, "\"fields\" needs at least one field; write \"fields\": [ … ]");
            return None;
        }
        let drafts = node.get("fields")?.list()?;
        self.own_ids(drafts, "field");
        // All of them, so that each is told of.
        let fields: Vec<Option<Field>> = drafts.iter().map(|field| self.field(field)).collect();
        let fields: Vec<Field> = fields.into_iter().collect::<Option<_>>()?;
        let rows = node.get("rows").and_then(Node::whole).unwrap_or(1).max(1);
        let alternatives = self.options(node, "alternatives")?;
        let scan = node.get("scan").and_then(|scan| self.scan(scan, &fields));
        Some(AnswerType::Fields { rows: usize::try_from(rows).ok()?, each: None, alternatives, scan, fields })
    }

    /// What a scan fills is there and can hold it; what it keeps beside has names of its own.
    fn scan(&mut self, node: &Node<'_>, fields: &[Field]) -> Option<Scan> {
        let (lot, expiry) = (node.get("lot")?, node.get("expiry")?);
        let scan = Scan {
            lot: node.read("lot")?,
            expiry: node.read("expiry")?,
            article: "article".parse().ok()?,
            other_drug: "other-drug".parse().ok()?,
            articles: node.read("articles")?,
        };
        self.name_used(node.get("articles")?, &scan.articles, LocalKind::Articles, None);
        let find = |id: &Id| fields.iter().find(|field| field.id == *id).map(|field| &field.answer);
        match find(&scan.lot) {
            Some(AnswerType::Text { max: Package::LONGEST_LOT.. }) => {}
            Some(AnswerType::Text { .. }) => {
                let problem = format!("a lot has up to {} characters; let the field take them", Package::LONGEST_LOT);
                self.defect(lot, problem);
            }
            Some(_) | None => self.defect(lot, format!("\"{}\" is no text field here; a lot is a text", scan.lot)),
        }
        if !matches!(find(&scan.expiry), Some(AnswerType::Date { .. })) {
            self.defect(expiry, format!("\"{}\" is no date field here; an expiry is a date", scan.expiry));
        }
        for (id, _) in scan.kept().into_iter().filter(|(id, _)| find(id).is_some()) {
            self.defect(node, format!("a scan keeps something of its own as \"{id}\"; name the field otherwise"));
        }
        Some(scan)
    }

    fn field(&mut self, node: &Node<'_>) -> Option<Field> {
        let answer = node.get("answer")?;
        let kind = answer.get("type")?;
        if matches!(answer.read("type")?, AnswerKind::Check | AnswerKind::Timer | AnswerKind::Fields) {
            self.defect(kind, "a field is a choice, number, text, date or time");
        }
        self.unseen_limits(answer);
        let label = node.read::<Text>("label").unwrap_or_default().into();
        Some(Field { id: node.read("id")?, label, answer: self.answer(answer)?, optional: node.flag("optional") })
    }

    /// A stop or a caution inside a field would never be looked at.
    fn unseen_limits(&mut self, answer: &Node<'_>) {
        let options = [answer.parts("options"), answer.parts("alternatives")];
        for holder in std::iter::once(answer).chain(options.into_iter().flatten()) {
            for unseen in ["stop", "caution"].into_iter().filter_map(|name| holder.get(name)) {
                let problem =
                    "a field has none of its own; write it in the item's \"stops\" or \"cautions\", with \"field\"";
                self.defect(unseen, problem);
            }
        }
    }

    fn options(&mut self, node: &Node<'_>, name: &str) -> Option<Vec<Choice>> {
        let Some(list) = node.get(name) else { return Some(Vec::new()) };
        let options = list.list()?;
        if options.len() > MOST_OPTIONS {
            let problem = format!("{} options; a digit chooses at most {MOST_OPTIONS}: group them", options.len());
            self.defect(list, problem);
        }
        self.own_ids(options, "option");
        // Keys pick them by their places.
        let is_always = |option: &&Node<'_>| option.parts("where_set").is_empty();
        if let Some(late) = options.iter().skip_while(is_always).find(is_always) {
            let problem = "this stands behind an option with \"where_set\": where that is not offered its key would pick \
                 this one; write it before";
            self.defect(late, problem);
        }
        for name in options.iter().flat_map(|option| option.parts("where_set")) {
            let id = name.words().unwrap_or_default();
            if !self.names.keys().any(|known| *known == *id) {
                self.defect(name, format!("there is no local name \"{id}\"; declare it at the top under \"local\""));
            }
        }
        let option = |node: &Node<'_>| {
            let label = node.read::<Text>("label").unwrap_or_default().into();
            let where_set = node.parts("where_set").iter().filter_map(|name| name.words()?.parse().ok()).collect();
            Some(Choice { id: node.read("id")?, label, alone: node.flag("alone"), where_set })
        };
        options.iter().map(option).collect()
    }
}
