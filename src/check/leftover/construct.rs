//! The constructs of other dialects: what each is called and what fuzi reads
//! in its place.

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Construct {
    /// `:::` (pandoc, Quarto, VuePress, Docusaurus).
    Fence,
    /// `{#id .class}` (pandoc), `{: .class}` (kramdown).
    Attributes,
    /// `\ref{…}` and its kin.
    LatexReference,
    /// `\cite{…}` and its kin.
    LatexCitation,
    /// `\label{…}`.
    LatexLabel,
    /// `\begin{…}` and `\end{…}`.
    LatexEnvironment,
    /// Any other command.
    LatexCommand,
    /// `{{< … >}}` (Quarto, Hugo).
    Shortcode,
    /// `{{ … }}` and `{% … %}` (Jinja, Liquid, Vue).
    Template,
    /// `[[note|text]]` (Obsidian, wikis).
    WikiLink,
    /// `![[a.png]]` (Obsidian).
    Embed,
    /// `!!! note`, `??? note` (Python-Markdown, Material for MkDocs).
    Admonition,
    /// `=== "title"` (Material for MkDocs).
    Tab,
    /// `{ref}` or `:ref:` before code (MyST, reStructuredText).
    Role,
    /// `.. name::` (reStructuredText).
    Directive,
    /// `{++ … ++}` and its kin (CriticMarkup).
    Critic,
    /// `%%…%%` (Obsidian).
    Comment,
    /// `[TOC]` and its kin.
    Contents,
    /// `【1†source】` (chat programs).
    ChatCitation,
    /// A tag of HTML.
    Tag,
    /// `|---|` or rows of a table.
    Table,
    /// `**`.
    Bold,
    /// `__`.
    Underscores,
    /// `~~`.
    Strike,
    /// `==`.
    Highlight,
    /// `[@key`.
    Citation,
    /// `[^x]`.
    Note,
    /// `$$`.
    Formula,
}

impl Construct {
    /// What it is, with its article.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Fence => "the fence of a `:::` block",
            Self::Attributes => "attributes",
            Self::LatexReference => "a reference in LaTeX",
            Self::LatexCitation => "a citation in LaTeX",
            Self::LatexLabel => "a label in LaTeX",
            Self::LatexEnvironment => "an environment in LaTeX",
            Self::LatexCommand => "a command in LaTeX",
            Self::Shortcode => "a shortcode",
            Self::Template => "a placeholder of a template",
            Self::WikiLink => "a wiki link",
            Self::Embed => "an embedded file",
            Self::Admonition => "an admonition",
            Self::Tab => "a tab",
            Self::Role => "a role",
            Self::Directive => "a directive",
            Self::Critic => "an editorial mark",
            Self::Comment => "a comment",
            Self::Contents => "a mark for the table of contents",
            Self::ChatCitation => "a citation of a chat program",
            Self::Tag => "a tag of HTML",
            Self::Table => "a part of a table",
            Self::Bold => "a mark for bold text",
            Self::Underscores => "a mark for bold text",
            Self::Strike => "a mark for deleted text",
            Self::Highlight => "a mark for highlighted text",
            Self::Citation => "a citation",
            Self::Note => "the mark of a footnote",
            Self::Formula => "the mark of a displayed formula",
        }
    }

    /// What to write instead.
    pub(super) const fn hint(self) -> &'static str {
        match self {
            Self::Fence => {
                "open the block with a line such as `::: {.center}` and close it with `:::` on a line of its own"
            }
            Self::Attributes => {
                "write attributes right behind a heading, picture, formula or `[text]`, as in `![caption](a.png){#fig:a width=60%}`"
            }
            Self::LatexReference => "write `@fig:a`, `@tbl:a`, `@eq:a` or `@sec:a`",
            Self::LatexCitation => "write `[@key]`, or `@key` within the sentence",
            Self::LatexLabel => "write the id in braces behind what it belongs to, as in `{#eq:a}`",
            Self::LatexEnvironment => {
                "write a formula between lines of `$$`, and lists, tables and pictures in Markdown"
            }
            Self::LatexCommand => "write it in Markdown, or put a formula between `$` signs",
            Self::Shortcode => "write its content in Markdown; `{{< include part.md >}}` is read on a line of its own",
            Self::Template => "write the value itself; fuzi runs no templates",
            Self::WikiLink => "write `[text](#heading)`, or the text alone",
            Self::Embed => "write `![caption](a.png)` for a picture, `{{< include part.md >}}` for a text",
            Self::Admonition => "write `> [!NOTE]` and begin each line of the text with `>`",
            Self::Tab => "write a heading in its place and remove the indents of the text",
            Self::Role => "write a link `[text](#id)`, a reference `@fig:a` or a citation `[@key]`",
            Self::Directive => "write it in Markdown, for instance `> [!NOTE]` or `![caption](a.png)`",
            Self::Critic => "write the text as it is to be printed",
            Self::Comment => "write `<!-- comment -->`, or delete it",
            Self::Contents => "delete it and write `toc: true` in the front matter",
            Self::ChatCitation => "delete it, or cite the source with `[@key]`",
            Self::Tag => "write it in Markdown; where the `<` is meant, write `\\<`",
            Self::Table => {
                "put a blank line before the table and a line such as `|---|---|` right below its first row, with as many cells"
            }
            Self::Bold => {
                "write `**text**` within one paragraph and without spaces inside; where asterisks are meant, write `\\*\\*`"
            }
            Self::Underscores => "write `**text**`; where underscores are meant, write `\\_\\_`",
            Self::Strike => "write `~~text~~` without spaces inside; where tildes are meant, write `\\~\\~`",
            Self::Highlight => "write `==text==` without spaces inside; where the signs are meant, write `\\=\\=`",
            Self::Citation => {
                "name the file of the works in the front matter, `bibliography: works.bib`, and write `[@key]` or `[@one; @two]`"
            }
            Self::Note => "write the note as a paragraph that begins with `[^name]:`",
            Self::Formula => "put each `$$` on a line of its own, with a blank line around the formula",
        }
    }
}
