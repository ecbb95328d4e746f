//! The written document in a short notation for tests.

use crate::model::document::{
    Attr, Block, BlockKind, Cell, CellContent, CiteItem, Definition, GroupedReference, Inline, InlineKind, Item, Panel,
    Row,
};

/// Blocks.
pub(super) fn blocks(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn attr(node: &Attr) -> String {
    let id = node.id.iter().map(|id| format!("#{}", id.value));
    let classes = node.classes.iter().map(|class| format!(".{}", class.value));
    let pairs = node.pairs.iter().map(|(key, value)| format!("{}={}", key.value, value.value));
    id.chain(classes).chain(pairs).map(|part| format!("[{part}]")).collect()
}

fn block(node: &Block) -> String {
    let body = match &node.kind {
        BlockKind::Heading { level, content } => format!("h{level}({})", inlines(content)),
        BlockKind::Paragraph(content) => format!("p({})", inlines(content)),
        BlockKind::Quote { blocks: inner, attribution } => {
            let from = attribution.as_ref().map_or(String::new(), |from| format!(" from:{}", inlines(from)));
            format!("quote({}{from})", blocks(inner))
        }
        BlockKind::Alert { kind, blocks: inner, .. } => format!("alert-{kind:?}({})", blocks(inner)),
        BlockKind::Theorem(theorem) => {
            format!("theorem-{:?}({}: {})", theorem.kind, inlines(&theorem.title), blocks(&theorem.blocks))
        }
        BlockKind::List(list) => {
            let item = |item: &Item| {
                let task = item.task.map_or("", |done| if done { "[x]" } else { "[ ]" });
                format!("{task}{}", blocks(&item.blocks))
            };
            let start = list.ordered.map_or("-".to_owned(), |ordered| ordered.start.to_string());
            format!("list{start}({})", list.items.iter().map(item).collect::<Vec<_>>().join(" | "))
        }
        BlockKind::Definitions(list) => {
            let one = |d: &Definition| {
                format!("{}: {}", inlines(&d.term), d.details.iter().map(|d| blocks(d)).collect::<Vec<_>>().join(" | "))
            };
            format!("defs({})", list.iter().map(one).collect::<Vec<_>>().join("; "))
        }
        BlockKind::Code(code) => {
            let caption = code.caption.as_ref().map_or(String::new(), |caption| format!(" cap:{}", inlines(caption)));
            format!("code:{}({:?}{caption})", code.lang.as_deref().unwrap_or(""), code.text)
        }
        BlockKind::Equation(math) => format!("eq({})", math.source),
        BlockKind::Table(table) => {
            let cell = |cell: &Cell| match &cell.content {
                CellContent::Text(content) => inlines(content),
                CellContent::JoinLeft => "<".into(),
                CellContent::JoinAbove => "^".into(),
            };
            let row = |row: &Row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|");
            let caption = table.caption.as_ref().map_or(String::new(), |caption| format!(" cap:{}", inlines(caption)));
            format!("table({}{caption})", table.rows.iter().map(row).collect::<Vec<_>>().join(" / "))
        }
        BlockKind::Figure(figure) => {
            let panel = |panel: &Panel| {
                let alt = panel.image.alt.as_ref().map_or(String::new(), |alt| format!(" alt:{alt}"));
                format!("{}{alt}{}<{}>", panel.image.path.value, attr(&panel.attr), inlines(&panel.caption))
            };
            let panels = figure.panels.iter().map(panel).collect::<Vec<_>>().join(",");
            format!("fig({panels} cap:{})", inlines(&figure.caption))
        }
        BlockKind::Container(inner) => format!("div({})", blocks(inner)),
        BlockKind::PageBreak => "pagebreak".into(),
        BlockKind::Rule => "rule".into(),
        BlockKind::Include(path) => format!("include({})", path.value),
        BlockKind::Raw { format, text } => format!("raw-{format:?}({text})"),
    };
    body + &attr(&node.attr)
}

/// Inlines.
pub(super) fn inlines(list: &[Inline]) -> String {
    list.iter().map(inline).collect()
}

fn inline(node: &Inline) -> String {
    let body = match &node.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::SoftBreak => "⏎".into(),
        InlineKind::HardBreak => "↵".into(),
        InlineKind::Marked(mark, content) => format!("<{mark:?} {}>", inlines(content)),
        InlineKind::Code(text) => format!("`{text}`"),
        InlineKind::Link { target, content } => format!("<{}→{target}>", inlines(content)),
        InlineKind::Image(image) => format!("<img {} {}>", image.path.value, image.alt.as_deref().unwrap_or("")),
        InlineKind::NoteRef(name) => format!("<^{name}>"),
        InlineKind::Note(inner) => format!("<note {}>", blocks(inner)),
        InlineKind::Math(math) => format!("${}$", math.source),
        InlineKind::Cite(cite) => {
            let item = |item: &CiteItem| {
                format!(
                    "{}{}@{}{}",
                    item.prefix,
                    if item.suppress_author { "-" } else { "" },
                    item.key.value,
                    item.suffix
                )
            };
            let kind = if cite.narrative { "cite" } else { "Cite" };
            format!("<{kind} {}>", cite.items.iter().map(item).collect::<Vec<_>>().join(";"))
        }
        InlineKind::Reference(to) => format!("<ref{} {}>", if to.number_only { "#" } else { "" }, to.id),
        InlineKind::References(group) => {
            let item = |item: &GroupedReference| {
                let minus = if item.reference.number_only { "-" } else { "" };
                format!("{}{minus}@{}{}", item.prefix, item.reference.id, item.suffix)
            };
            format!("<refs {}>", group.items.iter().map(item).collect::<Vec<_>>().join(";"))
        }
        InlineKind::Span(content) => format!("<span {}>", inlines(content)),
        InlineKind::Raw { format, text } => format!("<raw {format:?} {text}>"),
        InlineKind::Edit(edit) => format!("<{edit:?}>"),
    };
    body + &attr(&node.attr)
}
