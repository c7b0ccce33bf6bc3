//! What cannot be judged because a part of the file was mended: nothing is told of it, lest a reader be sent astray.

use super::Checker;

impl Checker<'_> {
    /// Whether something at `path` was mended: the whole, or a field whose name starts so, or what that holds.
    pub(super) fn is_mended(&self, path: &str, fields: &[&str]) -> bool {
        let inside = |mended: &str| {
            let rest = mended.strip_prefix(path)?.strip_prefix('.')?;
            fields.iter().any(|field| rest.starts_with(field)).then_some(())
        };
        self.mended.iter().any(|mended| mended == path || inside(mended).is_some())
    }
}

/// Whether `path` is what was mended, part of it, or what directly holds it: nothing is known of these.
pub(super) fn touches(mended: &str, path: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || outer.is_empty() || rest.starts_with(['.', '[']))
    };
    let holder = mended.rfind(['.', '[']).map_or("", |at| &mended[..at]);
    // Without its type nothing can be said of an answer.
    within(path, mended) || path == holder || (mended.rsplit('.').next() == Some("type") && within(path, holder))
}

/// Whether `mended` takes away what is known of the item at `path`: its id, its level, what answers it.
pub(super) fn blurs(mended: &str, path: &str) -> bool {
    let harmless = |rest: &str| rest.split('.').any(|part| matches!(part, "stop" | "caution" | "label"));
    mended
        .strip_prefix(path)
        .is_some_and(|rest| matches!(rest, "" | ".id" | ".level") || (rest.starts_with(".answer") && !harmless(rest)))
}

/// Whether an item's own id is lost with what was mended: a name that is not found may be its.
pub(super) fn hides_an_id(mended: &str) -> bool {
    match mended.rsplit_once(".items[") {
        Some((_, inside)) => inside.split_once(']').is_some_and(|(_, field)| field.is_empty() || field == ".id"),
        None => mended.starts_with("phases") && mended.ends_with(['s', ']']),
    }
}
