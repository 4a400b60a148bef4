//! Standard output and standard error: one way for people, one for programs.
//!
//! What people read may hold characters that command a terminal: escape sequences, backspaces,
//! marks that reverse the order of letters. They come from articles, and are shown as visible
//! signs; only colours of our own get through ([`STYLE`] stands in for the escape character until
//! here). What programs read goes out byte for byte: a filter of escape sequences would swallow
//! the text behind one that is never closed.

use std::io::{self, BufWriter, IsTerminal, Write};

/// Begins an escape sequence of our own; a noncharacter, which no text should have.
pub(crate) const STYLE: char = '\u{fdd0}';

/// Returns standard output for people.
pub(crate) fn text_out() -> Visible<anstream::AutoStream<io::StdoutLock<'static>>> {
    Visible::new(anstream::AutoStream::auto(io::stdout().lock()))
}

/// Returns standard output for programs; on a terminal, it is shown as people may see it.
pub(crate) fn data_out() -> Box<dyn Write> {
    match io::stdout().is_terminal() {
        true => Box::new(text_out()),
        false => Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
    }
}

/// Writes a line to standard error, for people.
macro_rules! note {
    ($($line:tt)*) => {
        $crate::cli::output::stream::print_note(format_args!($($line)*))
    };
}
pub(crate) use note;

pub(crate) fn print_note(line: std::fmt::Arguments<'_>) {
    let mut out = Visible::new(anstream::AutoStream::auto(io::stderr().lock()));
    // Nobody is left to be told of it.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Tells whether a terminal would obey a character.
fn is_control(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // C0 and C1 controls, of which U+009B begins an escape sequence, and what reorders letters
        // or breaks lines.
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}' => true,
        _ => false,
    }
}

/// Returns a character that a terminal would obey as signs that can be seen; none of any other.
fn visible(c: char) -> Option<String> {
    if !is_control(c) {
        return None;
    }
    Some(match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c))?.to_string(),
        '\u{7f}' => "␡".to_owned(),
        _ => format!("⟨U+{:04X}⟩", u32::from(c)),
    })
}

/// Writes text to people, control characters made visible. Buffered; flushed when dropped.
pub(crate) struct Visible<W: Write> {
    inner: W,
    pending: Vec<u8>,
}

/// How much is held back, in bytes.
const BUFFER: usize = 1 << 15;

impl<W: Write> Visible<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self {
            inner,
            pending: Vec::new(),
        }
    }

    /// Writes the first bytes of what is pending, which are whole characters.
    fn write_out(&mut self, end: usize) -> io::Result<()> {
        let rest = self.pending.split_off(end);
        let done = std::mem::replace(&mut self.pending, rest);
        let text = String::from_utf8_lossy(&done);
        self.inner.write_all(shown(&text).as_bytes())
    }
}

/// Returns the text with control characters made visible, and our own styles as escape sequences.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match visible(c) {
            Some(signs) => shown.push_str(&signs),
            None if c == STYLE && is_style(&text[at + c.len_utf8()..]) => shown.push('\u{1b}'),
            None => shown.push(c),
        }
    }
    shown
}

/// Tells whether a text goes on as a sequence that sets colours: `[1;33m`.
fn is_style(rest: &str) -> bool {
    let rest = rest.strip_prefix('[');
    let end = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
    end.is_some_and(|end| end.starts_with('m'))
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() > BUFFER
            && let Some(end) = self.pending.iter().rposition(|&byte| byte == b'\n')
        {
            self.write_out(end + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_out(self.pending.len())?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for Visible<W> {
    fn drop(&mut self) {
        // Whoever wants to know whether it went well has flushed it.
        let _ = self.flush();
    }
}

/// JSON in which control characters that JSON itself would leave are escaped: those beyond ASCII,
/// and those that reorder letters. It reads as the same text.
pub(crate) struct Escaped<F>(pub(crate) F);

/// Passes on what the inner formatter does.
macro_rules! pass_on {
    ($($name:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        })*
    };
}

impl<F: serde_json::ser::Formatter> serde_json::ser::Formatter for Escaped<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_control) {
            let c = rest[at..].chars().next().expect("a character was found");
            writer.write_all(&rest.as_bytes()[..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }
}

/// Writes a value as JSON on one line, without its end.
pub(crate) fn json_line(
    out: &mut (impl Write + ?Sized),
    value: &impl serde::Serialize,
) -> serde_json::Result<()> {
    let format = Escaped(serde_json::ser::CompactFormatter);
    value.serialize(&mut serde_json::Serializer::with_formatter(out, format))
}

/// Writes a value as JSON that people can read too, with a line's end.
pub(crate) fn json_pretty(
    out: &mut (impl Write + ?Sized),
    value: &impl serde::Serialize,
) -> anyhow::Result<()> {
    let format = Escaped(serde_json::ser::PrettyFormatter::new());
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut *out, format,
    ))?;
    Ok(writeln!(out)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut written = Vec::new();
        let mut out = Visible::new(&mut written);
        // Byte by byte: characters and sequences may be torn apart.
        text.bytes().for_each(|byte| {
            out.write_all(&[byte]).expect("memory takes all");
        });
        drop(out);
        assert_eq!(String::from_utf8_lossy(&written), expected);
    }

    #[test]
    fn nothing_commands_the_terminal() {
        check("a\u{1b}[2Jb\n", "a␛[2Jb\n");
        check("a\u{1b}[31mred", "a␛[31mred");
        check("\u{1b}]0;title", "␛]0;title");
        check("a\u{8}\u{8}b\r\u{7}", "a␈␈b␍␇");
        check("\u{9b}2J\u{7f}", "⟨U+009B⟩2J␡");
        check("\u{202e}abc\u{202c}", "⟨U+202E⟩abc⟨U+202C⟩");
        check("ü\tשלום\u{200f} 日本\n", "ü\tשלום\u{200f} 日本\n");
        check("\u{fdd0}[1;33mx\u{fdd0}[0m", "\u{1b}[1;33mx\u{1b}[0m");
        check("\u{fdd0}[2Jx", "\u{fdd0}[2Jx");
    }

    #[test]
    fn json_reads_as_the_same_text() {
        let text = "a\u{9b}2J \u{202e}\u{1b}[2J \"ü\"\n";
        let mut json = Vec::new();
        json_line(&mut json, &text).expect("memory takes all");
        let json = String::from_utf8(json).expect("JSON is UTF-8");
        assert!(json.is_ascii() || json.chars().all(|c| visible(c).is_none()));
        assert_eq!(
            serde_json::from_str::<String>(&json).ok().as_deref(),
            Some(text)
        );
    }
}
