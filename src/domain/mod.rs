//! What a checklist, a case and an entry mean: pure rules that know neither clock, disk nor terminal.

mod answer;
mod ascii;
pub mod case;
mod caveats;
pub mod checklist;
mod code;
mod decimal;
mod entry;
mod fact;
mod id;
mod item_fact;
mod moment;
mod operator;
mod package;
pub mod place;
pub mod practice;
mod reading;
pub mod reference;
mod text;
pub mod when;

pub use answer::{Answer, Misfit};
pub use ascii::{in_ascii, sign_in_ascii};
pub use caveats::{Caveats, newer};
pub use code::{BadCode, Code};
pub use decimal::Decimal;
pub use entry::{Entry, Hash, Line, Seq, Stamp, Unreadable};
pub use fact::{Attempt, Carried, CaseFact, Confirmed, CrisisStamp, Fact, Mode, Opened, Outcome, Pin, Plan};
pub use id::Id;
pub use item_fact::ItemFact;
pub use moment::{Clock, Moment, Now, clock};
pub use operator::{BadOperator, Listed, Operator, Role, Staff, StaffCode};
use package::check_digit_fits;
pub use package::{Articles, BadPackage, Package, SEPARATOR, Scanner};
pub use reading::{alternative, in_a_row, read, read_day, read_scanned, read_time, read_told};
pub use text::{Text, counted, list};
