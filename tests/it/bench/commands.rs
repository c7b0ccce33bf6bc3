//! The test bench: a data directory of its own and the real program, run in it as somebody.

use crate::walk::{Step, says, walked_to};
use periop::store::Store;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A nurse, at the keyboard unless a test says otherwise.
pub(crate) const NURSE: &str = "JR:nurse";
/// A clinician, who may override.
pub(crate) const CLINICIAN: &str = "DK:clinician";
/// A trainee, who may not.
pub(crate) const TRAINEE: &str = "TR:trainee";

/// How long a command may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(50);

/// A data directory and a site folder that vanish with the test.
pub(crate) struct Ward {
    dir: TempDir,
}

/// A ward and the code of a case of the shipped checklist, walked up to, but not including, an item.
pub(crate) fn case_at(item: &str) -> (Ward, String) {
    let ward = Ward::new();
    let code = walked_to(&ward, item);
    (ward, code)
}

/// A ward and the code of a case of the shipped checklist in which nothing is recorded.
pub(crate) fn new_case() -> (Ward, String) {
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    (ward, code)
}

/// The same of the checklist of three items.
pub(crate) fn small_case() -> (Ward, String) {
    let ward = Ward::small();
    let code = ward.new_case("small");
    (ward, code)
}

/// Where the level is typed: neither a space of the low back nor one of the neck.
pub(crate) const LEVEL_TYPED: &[Step] = &[says("choose-region", &["thoracic"]), says("enter-level", &["T7-T8"])];

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ward {
    pub(crate) fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// A ward on no disk, where there is a place for it: its tests do not wait for what is synced.
    pub(crate) fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::within(memory) } else { Self::new() }
    }

    fn within(folder: &Path) -> Self {
        let dir = tempfile::tempdir_in(folder).expect("a temporary directory");
        fs::create_dir(dir.path().join("site")).expect("the site folder");
        fs::create_dir(dir.path().join("tmp")).expect("the folder for what is temporary");
        Self { dir }
    }

    /// A ward whose site folder holds the checklist of three items, which is read a hundred times faster.
    pub(crate) fn small() -> Self {
        let ward = Self::new();
        fs::copy(data("checklists/small.json"), ward.site().join("small.json")).expect("a copy of small.json");
        ward
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// The site sets these values for a checklist, each by the head nurse.
    pub(crate) fn sets(&self, checklist: &str, values: &Value) {
        let set =
            |value: &Value| json!({ "value": value, "set_by": "head nurse", "date": "2026-11-02", "why": "policy 12" });
        let values = values.as_object().expect("values by name").iter();
        let local: serde_json::Map<String, Value> = values.map(|(name, value)| (name.clone(), set(value))).collect();
        let folder = self.site().join("local");
        fs::create_dir_all(&folder).expect("the folder of local values");
        let file = json!({ "format": 1, "checklist": checklist, "local": local });
        fs::write(folder.join(format!("{checklist}.json")), file.to_string()).expect("local values");
    }

    /// The site sets every limit that the shipped checklist leaves to it, so that no opening tells of one.
    pub(crate) fn sets_its_limits(&self) {
        self.sets(
            "spinal-injection",
            &json!({
                "saturation-limit": 88, "systolic-limit": 80, "heart-rate-limit": 40, "glucose-limit": 300, "inr-limit-low": 3, "hold-heparin": "PT24H",
                "hold-fondaparinux": "P5D", "recovery-score-least": 9
            }),
        );
    }

    /// Where the program keeps what it throws away.
    pub(crate) fn temporary(&self) -> PathBuf {
        self.dir.path().join("tmp")
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(self.root())
    }

    /// The variables that make this ward the program's surroundings.
    pub(crate) fn surroundings(&self) -> [(&'static str, PathBuf); 6] {
        [
            ("PERIOP_DATA_DIR", self.root()),
            ("PERIOP_SITE_DIR", self.site()),
            ("PERIOP_STATION", "test".into()),
            ("PERIOP_CONFIG", "none".into()),
            ("TZ", "UTC".into()),
            ("TMPDIR", self.temporary()),
        ]
    }

    /// The program, about to be run here by `by`; nothing of the tester's own surroundings counts.
    pub(crate) fn command(&self, by: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_periop"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .envs(self.surroundings())
            .env("PERIOP_OPERATOR", by)
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run_as(&self, by: &str, args: &[&str]) -> Said {
        wait(self.command(by, args))
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        self.run_as(NURSE, args)
    }

    /// Runs a command that must succeed.
    pub(crate) fn fine_as(&self, by: &str, args: &[&str]) -> Said {
        let said = self.run_as(by, args);
        assert_eq!(said.code, 0, "{by} {args:?}: {said:?}");
        said
    }

    pub(crate) fn fine(&self, args: &[&str]) -> Said {
        self.fine_as(NURSE, args)
    }

    /// Runs a command that must be refused with these words and leave the record's bytes as they were.
    pub(crate) fn refused_as(&self, by: &str, code: &str, args: &[&str], words: &[&str]) -> Said {
        let before = fs::read(self.record(code)).expect("the record");
        let said = self.run_as(by, args);
        assert_eq!(said.code, 1, "{by} {args:?}: {said:?}");
        for word in words {
            assert!(said.err.contains(word), "{by} {args:?} should say {word:?}: {said:?}");
        }
        assert_eq!(said.out, "", "a refusal says nothing else");
        assert!(fs::read(self.record(code)).expect("the record") == before, "{args:?} changed the record");
        said
    }

    pub(crate) fn refused(&self, code: &str, args: &[&str], words: &[&str]) -> Said {
        self.refused_as(NURSE, code, args, words)
    }

    /// Opens a case and gives its code.
    pub(crate) fn new_case(&self, checklist: &str) -> String {
        self.makes(&["new", checklist])
    }

    /// Runs a command that makes a case, and gives its code.
    pub(crate) fn makes(&self, args: &[&str]) -> String {
        let said = self.fine(args);
        said.out.split_whitespace().next_back().expect("the code is the last word").to_owned()
    }

    /// Where the record of a case lies: among the open cases, or in a month of the closed ones.
    pub(crate) fn record(&self, code: &str) -> PathBuf {
        let name = format!("{}.jsonl", code.to_lowercase());
        let cases = self.root().join("cases");
        let months = fs::read_dir(cases.join("closed")).into_iter().flatten();
        let mut folders: Vec<PathBuf> = months.map(|month| month.expect("a month").path()).collect();
        folders.push(cases.join("open"));
        folders.retain(|folder| folder.join(&name).symlink_metadata().is_ok());
        assert_eq!(folders.len(), 1, "{code} lies in one place: {folders:?}");
        folders.remove(0).join(name)
    }

    pub(crate) fn show_json(&self, code: &str) -> Value {
        let said = self.fine(&["show", code, "--json"]);
        serde_json::from_str(&said.out).expect("show --json prints JSON")
    }

    /// One item of `show --json`.
    pub(crate) fn item(&self, code: &str, id: &str) -> Value {
        item_in(&self.show_json(code), id).clone()
    }

    /// The status of one item, in a word.
    pub(crate) fn status(&self, code: &str, id: &str) -> String {
        self.item(code, id)["status"].as_str().expect("a status").to_owned()
    }
}

/// One item of what `show --json` printed.
pub(crate) fn item_in<'a>(shown: &'a Value, id: &str) -> &'a Value {
    let phases = shown["phases"].as_array().expect("phases").iter();
    let sections = phases.flat_map(|phase| phase["sections"].as_array().expect("sections"));
    let mut items = sections.flat_map(|section| section["items"].as_array().expect("items"));
    items.find(|item| item["id"] == id).unwrap_or_else(|| panic!("there is an item {id}"))
}

/// A file of `tests/data`.
pub(crate) fn data(name: &str) -> PathBuf {
    project("tests/data").join(name)
}

/// A file of the project.
pub(crate) fn project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Runs a command to its end.
pub(crate) fn wait(mut command: Command) -> Said {
    let output = command.output().expect("the program starts");
    said(&command, output)
}

fn said(command: &Command, Output { status, stdout, stderr }: Output) -> Said {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = status.code().unwrap_or_else(|| panic!("{command:?} died of {status}"));
    Said { code, out: text(stdout), err: text(stderr) }
}

/// Runs a command that might wait for ever: then it is killed and the test fails.
pub(crate) fn wait_or_kill(mut command: Command) -> Said {
    let deadline = Instant::now() + PATIENCE;
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    while child.try_wait().expect("its state").is_none() {
        if Instant::now() >= deadline {
            child.kill().expect("it is killed");
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    said(&command, child.wait_with_output().expect("its output"))
}
