//! Cases as CSV: what a spreadsheet reads, and that no cell of it does anything.

use super::cases::{all, complete};
use crate::bench::prelude::*;
use crate::bench::rules::Bench;
use crate::properties::runs;
use periop::report::RowOf;
use proptest::prelude::*;

fn csv(row: RowOf, bench: &Bench) -> String {
    row.head() + &row.rows(&bench.case, Caveats::default())
}

/// The cells of each row by the names of their columns, read as another program reads them.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let text = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().expect("names of columns").clone();
    let row = |record: ::csv::StringRecord| {
        head.iter().zip(record.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.expect("a row as long as the others"))).collect()
}

#[test]
fn the_four_cases_as_rows() {
    let mut csv = RowOf::Case.head();
    for (name, bench) in all() {
        csv.push_str(&RowOf::Case.rows(&bench.case, Caveats::default()));
        insta::assert_snapshot!(format!("{name}-csv"), self::csv(RowOf::Item, &bench));
    }
    insta::assert_snapshot!("cases-csv", csv);
}

#[test]
fn a_row_an_item_and_a_row_a_case_tell_the_same() {
    for (name, bench) in all() {
        let items = rows(&csv(RowOf::Item, &bench));
        let case = rows(&csv(RowOf::Case, &bench)).remove(0);
        assert_eq!(items.len(), bench.case.checklist().items.len(), "{name}");
        for status in ["answered", "open", "deferred", "overridden", "not-done", "not-applicable", "pending"] {
            let count = items.iter().filter(|item| item["status"] == status).count();
            assert_eq!(case[&status.replace('-', "_")], count.to_string(), "{name} {status}");
        }
        assert_eq!(case["head"].trim_start_matches('\''), bench.case.head().to_string());
    }
    let items = rows(&csv(RowOf::Item, &complete()));
    let pain = items.iter().find(|item| item["item"] == "week-1-pain").unwrap();
    assert_eq!((pain["value"].as_str(), pain["status"].as_str()), ("2", "answered"), "{pain:?}");
}

/// What a spreadsheet does with a cell that begins so is a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Each cell by the comma, and by the semicolon where a spreadsheet parts cells so.
fn inert(csv: &str, numbers: &[&str]) -> Result<(), TestCaseError> {
    for row in rows(csv) {
        for (name, cell) in row {
            if numbers.contains(&name.as_str()) {
                prop_assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{}: {}", name, cell);
                continue;
            }
            for part in cell.split([';', ',', '\t', '\n', '\r']) {
                prop_assert!(!is_formula(part), "{}: {}", name, cell);
            }
            let is_number = cell.contains(|c: char| c.is_ascii_digit()) && cell.trim().parse::<f64>().is_ok();
            prop_assert!(!is_number, "{}: {}", name, cell);
        }
    }
    Ok(())
}

fn nasty() -> impl Strategy<Value = String> {
    let begins = prop::sample::select(vec![
        "",
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "＝",
        "'",
        "'=",
        ";=",
        "\";=",
        ",@",
        "1e5",
        "-5",
        "0012",
        "=cmd|' /C calc'!A0",
    ]);
    (begins, any::<String>()).prop_map(|(begins, rest)| format!("{begins}{rest}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(60)) })]

    /// In every place in which somebody's words may stand: label, notes, reasons, answers, whom they told.
    #[test]
    fn no_cell_is_a_formula_and_no_words_are_a_number(words in nasty()) {
        let mut bench = Bench::opened(&super::cases::SHEET.0, None);
        bench.writes(&super::hostile::facts(&bench, &Text::from(words.as_str())));
        inert(&csv(RowOf::Item, &bench), &["value"])?;
        let counts = [
            "items", "answered", "open", "pending", "not_applicable", "deferred", "overridden", "not_done", "overrides",
            "stops_met", "changed_after_sign_off", "critical_open", "entries",
        ];
        inert(&csv(RowOf::Case, &bench), &counts)?;
    }
}

/// Where a number is negative it stays one.
#[test]
fn a_negative_number_stays_a_number_and_its_words_stay_words() {
    let sheet = json!({ "type": "number", "unit": "°C", "min": -30, "max": 50, "decimals": 1 });
    let mut file: Value = serde_json::from_str(&crate::bench::sheet::day().to_string()).unwrap();
    let item = &mut file["phases"][0]["sections"][0]["items"][0];
    let id = item["id"].as_str().unwrap().to_owned();
    item["answer"] = sheet;
    let checklist = crate::bench::sheet::loaded(&file);
    let mut bench = Bench::opened(&checklist, None);
    bench.says(&[(&id, "-4.5")]);
    let row = rows(&csv(RowOf::Item, &bench)).into_iter().find(|row| row["item"] == id).unwrap();
    assert_eq!((row["value"].as_str(), row["unit"].as_str(), row["words"].as_str()), ("-4.5", "°C", "'-4.5 °C"));
    assert!(csv(RowOf::Item, &bench).contains(",-4.5,"), "without quotation marks");
}

/// By the real program: all cases into a folder, and only those of which something is newer.
#[test]
fn all_cases_are_written_into_a_folder() {
    use std::os::unix::fs::PermissionsExt;
    let ward = Ward::new();
    for (_, bench) in all().into_iter().filter(|(name, _)| *name == "stopped") {
        bench.lay_in(&ward.root(), SHIPPED[0].json);
    }
    let new = ward.new_case("spinal-injection");
    let folder = ward.temporary().join("cases");
    let path = folder.to_str().unwrap();
    let said = ward.fine(&["export", "--all", "--format", "csv", "-o", path]);
    assert!(said.out.starts_with("2 cases written to ") && said.out.contains(": cases.csv, items.csv"), "{said:?}");
    let read = |name: &str| rows(&fs::read_to_string(folder.join(name)).unwrap());
    assert_eq!(read("cases.csv").len(), 2);
    assert_eq!(read("items.csv").len(), 2 * super::cases::SHEET.0.items.len());
    assert_eq!(fs::metadata(folder.join("items.csv")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left there");
    // The newest entry of the case that was laid there is of 2026-11-23.
    let later = Timestamp::now().to_string().as_str() > "2026-11-24";
    for (since, cases) in [("2020-01-01", "2 cases"), ("today", if later { "1 case " } else { "2 cases" })] {
        let said = ward.fine(&["export", "--all", "--since", since, "--format", "csv", "-o", path]);
        assert!(said.out.starts_with(cases), "{said:?}");
    }
    ward.fine(&["export", "--all", "--format", "json", "-o", path]);
    assert!(folder.join(format!("{}.json", new.to_lowercase())).is_file());
    let one = ward.fine(&["export", &new, "--format", "csv", "--row", "case"]).out;
    assert_eq!(rows(&one).len(), 1);
    let said = ward.run(&["export", "--all"]);
    assert!(said.code == 2 && said.err.contains("--output"), "{said:?}");
    let said = ward.run(&["export", "--all", "-o", path, "--since", "yesteryear"]);
    assert!(said.code == 1 && said.err.contains("--since"), "{said:?}");
}
