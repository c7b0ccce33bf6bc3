//! What stands beside the items: crisis cards, reference, handouts, billing, scenarios, mastery.

use super::Reader;
use crate::domain::checklist::{
    AnswerType, Billing, Block, Cited, CodeFamily, CrisisCard, CrisisDrug, Extras, Handout, HandoutBlock, Mastery,
    Page, Rule, Scenario, ScenarioChoice, Table, json::Node,
};

impl Reader<'_> {
    pub(super) fn extras(&mut self, root: &Node<'_>) -> Option<Extras> {
        let lists = [("crisis", "card"), ("reference", "page"), ("handouts", "handout"), ("scenarios", "scenario")];
        for (list, what) in lists {
            self.tools.own_ids(root.parts(list), what);
        }
        let handouts: Vec<_> = root.parts("handouts").iter().map(|handout| self.handout(handout)).collect();
        let scenarios: Vec<_> = root.parts("scenarios").iter().map(|scenario| self.scenario(scenario)).collect();
        let reference: Vec<_> = root.parts("reference").iter().map(|page| self.page(page)).collect();
        Some(Extras {
            presets: self.presets(root.parts("presets")),
            crisis: root.parts("crisis").iter().filter_map(card).collect(),
            reference: reference.into_iter().collect::<Option<_>>()?,
            handouts: handouts.into_iter().collect::<Option<_>>()?,
            billing: root.get("billing").and_then(|billing| self.billing(billing)),
            scenarios: scenarios.into_iter().collect::<Option<_>>()?,
            mastery: root.get("mastery").and_then(|mastery| self.mastery(mastery)),
        })
    }

    fn page(&mut self, node: &Node<'_>) -> Option<Page> {
        for block in node.parts("body") {
            if ["text", "list", "table"].iter().filter(|name| block.get(name).is_some()).count() != 1 {
                self.of_one_kind(block, "a block is one of \"text\", \"list\" and \"table\"");
            }
            let Some(table) = block.get("table") else { continue };
            let columns = table.parts("head").len();
            for row in table.parts("rows") {
                let has = row.list().map_or(columns, <[_]>::len);
                if has != columns && columns > 0 {
                    let problem = format!("{has} of {columns} cells; write one under each column, also an empty one");
                    self.tools.defect(row, problem);
                }
            }
        }
        Some(Page {
            id: node.string("id")?,
            title: node.string("title")?,
            body: node.parts("body").iter().map(block).collect::<Option<_>>()?,
            sources: node.strings("sources")?,
            evidence: node.word("evidence")?,
        })
    }

    fn of_one_kind(&mut self, block: &Node<'_>, problem: &str) {
        if !self.tools.findings.is_broken(block) {
            self.tools.defect(block, problem);
        }
    }

    fn handout(&mut self, node: &Node<'_>) -> Option<Handout> {
        let body: Vec<_> = node.parts("body").iter().map(|block| self.handout_block(block)).collect();
        let body = body.into_iter().collect::<Option<_>>()?;
        Some(Handout { id: node.string("id")?, title: node.string("title")?, body })
    }

    fn handout_block(&mut self, node: &Node<'_>) -> Option<HandoutBlock> {
        let (text, list) = (node.get("text"), node.get("list"));
        if text.is_some() == list.is_some() {
            self.of_one_kind(node, "a block of a handout is either \"text\" or \"list\"");
        }
        text.into_iter().chain(node.parts("list")).for_each(|line| self.placeholders(line));
        // A pin's block whose condition cannot be read is given to the patient rather than lost.
        let when = node.get("when").and_then(|when| self.condition(when));
        let list = list.and_then(|_| node.strings("list"));
        Some(HandoutBlock { text: node.string("text"), list, when, sources: node.strings("sources")? })
    }

    /// `{item}`, `{item+P7D}` and `{item-PT6H}` stand for times.
    fn placeholders(&mut self, node: &Node<'_>) {
        for after in node.words().unwrap_or_default().split('{').skip(1) {
            let Some((inside, _)) = after.split_once('}') else {
                self.tools.defect(node, "a \"{\" is not closed; write {item} or {item+P7D}");
                continue;
            };
            // Ids have no capital letter and no plus.
            let cut = inside.find('+').or_else(|| inside.find("-P"));
            let (id, span) = cut.map_or((inside, None), |at| (&inside[..at], Some(&inside[at + 1..])));
            let answer = self.item(node, id).and_then(|ix| self.known.answer(ix));
            if answer.is_some_and(|answer| !matches!(answer, AnswerType::Time { .. })) {
                self.tools.defect(node, format!("\"{id}\" is not answered with a time; name an item that is"));
            }
            if let Some(raw) = span.filter(|raw| super::span(raw).is_none()) {
                self.tools.no_span(node, raw);
            }
        }
    }

    fn billing(&mut self, node: &Node<'_>) -> Option<Billing> {
        let families: Vec<_> = node.parts("families").iter().map(|family| self.family(family)).collect();
        Some(Billing {
            warning: node.string("warning")?,
            said: node.parts("said").iter().map(cited).collect::<Option<_>>()?,
            families: families.into_iter().collect::<Option<_>>()?,
            rules: node.parts("rules").iter().map(rule).collect::<Option<_>>()?,
        })
    }

    fn family(&mut self, node: &Node<'_>) -> Option<CodeFamily> {
        let when = node.get("when").and_then(|when| self.condition(when));
        Some(CodeFamily {
            codes: node.strings("codes")?,
            text: node.string("text")?,
            imaging: node.string("imaging")?,
            side: node.string("side")?,
            when,
            evidence: node.word("evidence")?,
        })
    }

    fn scenario(&mut self, node: &Node<'_>) -> Option<Scenario> {
        if let Some((named, id)) = node.get("item").and_then(|named| Some((named, named.words()?))) {
            self.item(named, id);
        }
        if let Some(given) = node.get("given") {
            self.given(given);
        }
        let choices = node.get("choices")?;
        let right = node.parts("choices").iter().filter(|choice| choice.flag("right")).count();
        if right != 1 && !self.tools.findings.is_broken(choices) {
            self.tools.defect(choices, format!("{right} choices are right; mark exactly one with \"right\": true"));
        }
        let given = node.get("given").map(Node::members).unwrap_or_default().iter();
        Some(Scenario {
            id: node.string("id")?,
            title: node.string("title")?,
            item: node.string("item")?,
            given: given.map(|m| Some((m.name.to_string(), m.node.words()?.to_owned()))).collect::<Option<_>>()?,
            vignette: node.string("vignette")?,
            trap: node.string("trap")?,
            choices: node.parts("choices").iter().map(choice).collect::<Option<_>>()?,
            feedback: node.string("feedback")?,
            sources: node.strings("sources")?,
            evidence: node.word("evidence")?,
        })
    }

    fn mastery(&mut self, node: &Node<'_>) -> Option<Mastery> {
        let fades_after = self.tools.span(node.get("fades_after")?)?;
        Some(Mastery { percent: node.get("percent")?.whole()?, fades_after })
    }
}

fn card(node: &Node<'_>) -> Option<CrisisCard> {
    let drug = |node: &Node<'_>| {
        Some(CrisisDrug { name: node.string("name")?, dose: node.string("dose"), local: node.string("local")? })
    };
    Some(CrisisCard {
        id: node.id("id")?,
        title: node.string("title")?,
        steps: node.strings("steps")?,
        drugs: node.parts("drugs").iter().map(drug).collect::<Option<_>>()?,
        call: node.string("call")?,
        sources: node.strings("sources")?,
        evidence: node.word("evidence")?,
    })
}

fn block(node: &Node<'_>) -> Option<Block> {
    let table = |node: &Node<'_>| {
        let cells = |row: &Node<'_>| row.list()?.iter().map(|cell| cell.words().map(str::to_owned)).collect();
        let rows = node.parts("rows").iter().map(cells).collect::<Option<_>>()?;
        Some(Table { head: node.strings("head")?, rows })
    };
    let list = node.get("list").and_then(|_| node.strings("list"));
    let (text, table) = (node.string("text"), node.get("table").and_then(table));
    Some(Block { text, list, table, sources: node.strings("sources")? })
}

fn cited(node: &Node<'_>) -> Option<Cited> {
    Some(Cited { text: node.string("text")?, sources: node.strings("sources")? })
}

fn rule(node: &Node<'_>) -> Option<Rule> {
    Some(Rule { text: node.string("text")?, sources: node.strings("sources")?, evidence: node.word("evidence")? })
}

fn choice(node: &Node<'_>) -> Option<ScenarioChoice> {
    Some(ScenarioChoice { text: node.string("text")?, right: node.flag("right") })
}
