//! What stands in `\begin{figure}` and `\begin{table}` of LaTeX: pictures,
//! sub-figures or one `tabular`, a caption and a label, as ranges of the source.
//!
//! A float with anything else is not understood.

use std::ops::Range;

use super::tabular::{self, Tabular};
use super::{tabular_columns, tex_call};

/// Commands for the layout, which a style decides.
const LAYOUT: [&str; 18] = [
    "centering",
    "tiny",
    "scriptsize",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "hfill",
    "hfil",
    "vfill",
    "quad",
    "qquad",
    "raggedright",
    "newline",
    "par",
    "noindent",
    "smallskip",
    "medskip",
];

/// What stands in a float; the ranges point into its source.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Float {
    /// Its pictures, each a sub-figure if there are more.
    pub pictures: Vec<Picture>,
    /// Its table.
    pub table: Option<Tabular>,
    /// The caption.
    pub caption: Option<Range<usize>>,
    /// The label.
    pub label: Option<Range<usize>>,
    /// Where it may stand: the `htb` of `\begin{figure}[htb]`.
    pub place: Option<Range<usize>>,
}

/// A picture.
#[derive(Debug, PartialEq)]
pub(super) struct Picture {
    /// Its file.
    pub path: Range<usize>,
    /// Its width, a share of the line or a length.
    pub width: Option<String>,
    /// The caption and the label of a sub-figure.
    pub caption: Option<Range<usize>>,
    /// The label.
    pub label: Option<Range<usize>>,
}

/// Whether a line begins a float; its name.
pub(super) fn begins(line: &str) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["figure", "figure*", "table", "table*", "wrapfigure"];
    let rest = line.strip_prefix("\\begin{")?;
    let names = NAMES.into_iter().chain(tabular::NAMES);
    names.into_iter().find(|name| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('}')))
}

/// Whether the source of a float is understood.
pub(super) fn is_plain(source: &str) -> bool {
    read(source).is_some()
}

/// What stands in a float, if all of it is understood.
pub(super) fn read(source: &str) -> Option<Float> {
    let mut reader = Reading { source, at: 0, float: Float::default(), panel: None, boxes: 0 };
    while reader.at < source.len() {
        reader.step()?;
    }
    let Reading { float, panel, .. } = reader;
    let one = float.pictures.is_empty() == float.table.is_some();
    (one && panel.is_none()).then_some(float)
}

/// Where the pass is in a float.
struct Reading<'t> {
    source: &'t str,
    at: usize,
    float: Float,
    /// The sub-figure that is open, with its name, the number of pictures before it
    /// and its width.
    panel: Option<(&'t str, usize, Option<String>)>,
    /// How many braces of `\resizebox` and its kin are open.
    boxes: usize,
}

impl<'t> Reading<'t> {
    /// Reads one command; `None` if it is not understood.
    fn step(&mut self) -> Option<()> {
        let source = self.source;
        let rest = &source[self.at..];
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || "> ~&".contains(c)).len();
        if blank > 0 {
            self.at += blank;
            return Some(());
        }
        if rest.starts_with('%') {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return Some(());
        }
        if rest.starts_with('}') && self.boxes > 0 {
            (self.at, self.boxes) = (self.at + 1, self.boxes - 1);
            return Some(());
        }
        if rest.starts_with("\\\\") || rest.starts_with("\\,") {
            self.at += 2;
            return Some(());
        }
        let call = tex_call::call(source, self.at)?;
        let argument = call.argument.map(|argument| call.end - 1 - argument.len()..call.end - 1);
        let begin = self.at;
        self.at = call.end;
        match (call.name, call.argument) {
            ("begin", Some(name)) if tabular::NAMES.contains(&name) => {
                let close = format!("\\end{{{name}}}");
                let end = self.at + source[self.at..].find(&close)?;
                let table = tabular::read(source, self.at..end, name)?;
                self.at = end + close.len();
                self.caption(table.caption.clone())?;
                self.float.label = self.float.label.take().or(table.label.clone());
                (self.float.table.is_none() && self.panel.is_none()).then(|| self.float.table = Some(table))?;
            }
            ("begin", Some(name @ ("subfigure" | "minipage" | "subtable"))) => {
                self.options();
                let width = tex_call::balanced(source[self.at..].strip_prefix('{')?)?;
                self.at += width.len() + 2;
                let pictures = self.float.pictures.len();
                self.panel.is_none().then(|| self.panel = Some((name, pictures, share(width))))?;
            }
            ("end", Some(name @ ("subfigure" | "minipage" | "subtable"))) => {
                let (open, before, width) = self.panel.take()?;
                let [picture] = self.float.pictures.get_mut(before..)? else { return None };
                picture.width = width.or(picture.width.take());
                (open == name).then_some(())?;
            }
            ("begin", Some("figure" | "figure*" | "table" | "table*")) => {
                let place = self.options();
                self.float.place = self.float.place.take().or(place);
            }
            ("begin" | "end", Some("figure" | "figure*" | "table" | "table*" | "center" | "threeparttable")) => {
                self.options();
            }
            ("begin", Some("wrapfigure")) => {
                self.options();
                self.arguments(2)?;
            }
            ("end", Some("wrapfigure")) => {}
            ("subfloat" | "subfigure" | "subcaptionbox", _) => self.subfloat(begin)?,
            ("includegraphics", Some(_)) => {
                let width = call.options.iter().find_map(|options| width(options));
                self.float.pictures.push(Picture { path: argument?, width, caption: None, label: None });
            }
            ("caption" | "subcaption", Some(_)) => self.caption(argument)?,
            ("label", Some(_)) => self.label(argument),
            ("resizebox" | "scalebox" | "adjustbox", Some(_)) => {
                self.arguments(usize::from(call.name == "resizebox"))?;
                self.at += 1;
                source[..self.at].ends_with('{').then_some(())?;
                self.boxes += 1;
            }
            (name, None) if LAYOUT.contains(&name) => {}
            ("vspace" | "hspace" | "captionsetup" | "arraystretch" | "tabcolsep" | "extrarowheight", Some(_)) => {}
            ("setlength" | "renewcommand" | "addtolength", Some(_)) => self.arguments(1)?,
            _ => return None,
        }
        Some(())
    }

    /// Passes by options in brackets; gives the first.
    fn options(&mut self) -> Option<Range<usize>> {
        let mut first = None;
        while let Some(len) = self.source[self.at..].strip_prefix('[').and_then(|rest| rest.find(']')) {
            first = first.or(Some(self.at + 1..self.at + 1 + len));
            self.at += len + 2;
        }
        first
    }

    /// Passes by so many arguments.
    fn arguments(&mut self, count: usize) -> Option<()> {
        for _ in 0..count {
            let inner = self.source[self.at..].strip_prefix('{').and_then(tex_call::balanced)?;
            self.at += inner.len() + 2;
        }
        Some(())
    }

    /// The caption of the sub-figure that is open, or of the float, with the label
    /// that ends it; there is one at most.
    fn caption(&mut self, range: Option<Range<usize>>) -> Option<()> {
        let Some(mut range) = range else { return Some(()) };
        if let Some((label, at)) = tex_call::label_at_end(&self.source[range.clone()]) {
            let start = range.start + at + "\\label{".len();
            self.label(Some(start..start + label.len()));
            range.end = range.start + at;
        }
        let caption = match &self.panel {
            Some((_, before, _)) => &mut self.float.pictures.get_mut(*before)?.caption,
            None => &mut self.float.caption,
        };
        caption.is_none().then(|| *caption = Some(range))
    }

    fn label(&mut self, range: Option<Range<usize>>) {
        match self.panel.as_ref().and_then(|(_, before, _)| self.float.pictures.get_mut(*before)) {
            Some(picture) => picture.label = range,
            None => self.float.label = range,
        }
    }

    /// `\subfloat[caption]{\includegraphics{a}}`, `\subcaptionbox{caption}{…}`.
    fn subfloat(&mut self, begin: usize) -> Option<()> {
        let source = self.source;
        let rest = &source[begin..];
        let mut at = begin + 1 + rest[1..].find(|c: char| !c.is_ascii_alphabetic())?;
        let boxed = rest.starts_with("\\subcaptionbox");
        let mut caption = None;
        if boxed {
            let inner = tex_call::balanced(source[at..].strip_prefix('{')?)?;
            caption = Some(at + 1..at + 1 + inner.len());
            at += inner.len() + 2;
            let option = source[at..].strip_prefix('[').and_then(|rest| rest.find(']'));
            at += option.map_or(0, |len| len + 2);
        } else if source[at..].starts_with('[') {
            let end = tabular_columns::bracket_end(source, at)?;
            caption = Some(at + 1..end - 1);
            at = end;
        }
        let inner = tex_call::balanced(source[at..].strip_prefix('{')?)?;
        let (start, end) = (at + 1, at + 1 + inner.len());
        let before = self.float.pictures.len();
        self.panel.is_none().then(|| self.panel = Some(("", before, None)))?;
        // What stands in the braces is read with the places of the whole.
        let whole = std::mem::replace(&mut self.source, &source[..end]);
        self.at = start;
        while self.at < end {
            self.step()?;
        }
        self.source = whole;
        (self.float.pictures.len() == before + 1).then_some(())?;
        self.caption(caption.filter(|range| !source[range.clone()].trim().is_empty()))?;
        self.panel = None;
        self.at = end + 1;
        Some(())
    }
}

/// The width among the options of `\includegraphics`.
fn width(options: &str) -> Option<String> {
    let value = options.split(',').find_map(|option| option.trim().strip_prefix("width"))?;
    share(value.trim().strip_prefix('=')?)
}

/// A width as a share of the line, if it is one.
fn share(value: &str) -> Option<String> {
    let value = value.trim();
    let unit =
        ["\\textwidth", "\\linewidth", "\\columnwidth", "\\hsize"].iter().find_map(|unit| value.strip_suffix(unit));
    match unit.map(str::trim) {
        Some("") => Some("100%".to_owned()),
        Some(share) => share.parse::<f64>().ok().map(|share| format!("{}%", (share * 1000.0).round() / 10.0)),
        None => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_plain, read, width};

    #[test]
    fn widths_are_shares_of_the_line() {
        assert_eq!(width("width=0.8\\textwidth").as_deref(), Some("80%"));
        assert_eq!(width("angle=0, width = \\linewidth").as_deref(), Some("100%"));
        assert_eq!(width("width=5cm").as_deref(), Some("5cm"));
        assert_eq!(width("scale=0.5"), None);
    }

    #[test]
    fn plain_floats_are_read() {
        let source = "\\begin{table}[h]\n\\centering\n\\begin{tabular}{|l|c|}\n\\hline\na & b \\\\ \\hline\n1 \\& 2 & {3 & 4} \\\\\n\\multicolumn{2}{c}{x} \\\\\n\\hline\n\\end{tabular}\n\\caption{t}\n\\label{tab:x}\n\\end{table}";
        assert!(read(source).unwrap().table.is_some() && read(source).unwrap().label.is_some());
        assert!(!is_plain("\\begin{figure}\\begin{tikzpicture}\\end{tikzpicture}\\end{figure}"));
        assert!(!is_plain("\\begin{figure}字\\end{figure}"));
        assert!(!is_plain("\\begin{figure}words\\end{figure}"));
    }

    #[test]
    fn sub_figures_have_captions_and_labels() {
        let subfigure = "\\begin{figure}\n\\begin{subfigure}[b]{0.45\\textwidth}\n\\centering\n\\includegraphics[width=\\textwidth]{a.png}\n\\caption{A}\\label{fig:a}\n\\end{subfigure}\\hfill\n\\begin{subfigure}{5cm}\\includegraphics{b.png}\\caption{B\\label{fig:b}}\\end{subfigure}\n\\caption{C}\\label{fig:c}\n\\end{figure}";
        let subfloat = "\\begin{figure}\\centering\n\\subfloat[A\\label{fig:a}]{\\includegraphics[width=0.45\\linewidth]{a.png}} \\\\\n\\subfloat[B\\label{fig:b}]{\\includegraphics[width=5cm]{b.png}}\n\\caption{C}\\label{fig:c}\n\\end{figure}";
        for source in [subfigure, subfloat] {
            let float = read(source).unwrap();
            let text = |range: &Option<std::ops::Range<usize>>| source[range.clone().unwrap()].to_owned();
            let panels: Vec<_> =
                float.pictures.iter().map(|p| (text(&p.caption), text(&p.label), p.width.clone().unwrap())).collect();
            let expected =
                [("A", "fig:a", "45%"), ("B", "fig:b", "5cm")].map(|(a, b, c)| (a.into(), b.into(), c.into()));
            assert_eq!(panels, expected);
            assert_eq!((text(&float.caption), text(&float.label)), ("C".into(), "fig:c".into()));
            for at in 0..source.len() {
                let (before, after) = (&source.as_bytes()[..at], &source.as_bytes()[at + 1..]);
                for middle in ["", "\u{fffd}", "}", "["] {
                    let bytes = [before, middle.as_bytes(), after].concat();
                    let _ = read(&String::from_utf8_lossy(&bytes));
                }
            }
        }
    }
}
