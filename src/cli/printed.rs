//! What a command prints. That it could not be printed is told at the end, and never taken for a failure of the
//! command itself.

use std::io::{self, BufWriter, Write};

/// Standard output. Its reader may be gone or its disk full: what the command does goes on all the same.
pub(super) struct Printed<W: Write> {
    out: BufWriter<W>,
    failed: Option<io::Error>,
    /// Whether anything was printed, or tried to be.
    pub(super) began: bool,
}

impl<W: Write> Printed<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: BufWriter::new(out), failed: None, began: false }
    }

    fn keep(&mut self, printed: io::Result<()>) {
        self.failed = self.failed.take().or(printed.err());
    }

    /// Why not everything was printed; a reader who has had enough, as `head`, is no reason.
    pub(super) fn failure(self) -> Option<io::Error> {
        self.failed.filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }
}

impl<W: Write> Write for Printed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.began = true;
        if self.failed.is_none() {
            let printed = self.out.write_all(bytes);
            self.keep(printed);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed.is_none() {
            let printed = self.out.flush();
            self.keep(printed);
        }
        Ok(())
    }
}
