//! Totals: that what they add up are numbers.

use super::Reader;
use crate::domain::Id;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::{AnswerType, Condition, Field, Total, TotalPart};

impl Reader<'_> {
    pub(super) fn read_totals(&mut self, root: &Node<'_>) -> Vec<Total> {
        self.tools.own_ids(root.parts("totals"), "total");
        root.parts("totals").iter().filter_map(|total| self.total(total)).collect()
    }

    fn total(&mut self, node: &Node<'_>) -> Option<Total> {
        let parts = node.parts("parts").iter().filter_map(|part| self.total_part(part)).collect();
        Some(Total { id: node.read("id")?, title: node.read("title")?, unit: node.read("unit")?, parts })
    }

    fn total_part(&mut self, node: &Node<'_>) -> Option<TotalPart> {
        let named = node.get("item")?;
        let id = named.words()?;
        let item = self.item(named, id)?;
        let answer = self.known.answer(item)?;
        let fields: Vec<Id> = node.parts("fields").iter().filter_map(|field| field.words()?.parse().ok()).collect();
        let is_number = |field: &Id| match answer {
            AnswerType::Fields { fields, .. } => {
                let is_sure = |known: &Field| !known.optional && known.answer.options().is_empty();
                let number = |known: &&Field| matches!(known.answer, AnswerType::Number { .. }) && is_sure(known);
                fields.iter().filter(number).any(|known| known.id == *field)
            }
            _ => false,
        };
        let fits = match answer {
            AnswerType::Number { .. } => fields.is_empty(),
            _ => !fields.is_empty() && fields.iter().all(is_number),
        };
        // What may be left out, or answered otherwise, would add nothing and pass for a sum, unless the file says so.
        let nothing: Vec<&str> = node.parts("nothing").iter().filter_map(Node::words).collect();
        let mut others: Vec<&str> = answer.options().iter().map(|other| other.id.as_str()).collect();
        others.retain(|other| !nothing.contains(other));
        if !fits || !others.is_empty() {
            let problem = format!(
                "\"{id}\" adds no number; name a number, or with \"fields\" those of its fields that are numbers, \
                 none of which may be left out or answered otherwise, but by what \"nothing\" names"
            );
            self.tools.defect(node, problem);
        }
        for named in node.parts("nothing") {
            if !named.words().is_some_and(|id| answer.options().iter().any(|other| other.id == *id)) {
                self.tools.defect(named, format!("\"{id}\" has no such alternative"));
            }
        }
        Some(TotalPart { item, fields })
    }

    /// A condition on a total.
    pub(super) fn of_total(&mut self, node: &Node<'_>, named: &Node<'_>) -> Option<Condition> {
        let id = named.words()?;
        let of = self.totals.iter().find(|total| total.id == *id).cloned();
        if of.is_none() {
            self.tools.defect(named, format!("there is no total \"{id}\"; write it at the top under \"totals\""));
        }
        let bounds = self.tools.bounds(node);
        Some(Condition::Total { of: of?, bounds })
    }
}
