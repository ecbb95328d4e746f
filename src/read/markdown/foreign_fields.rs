//! The fields of the front matter that other tools read: they say nothing to a
//! printed report and are passed over.
//!
//! It knows names only. A field that a cover may show is none of these.

/// The fields of pandoc, pandoc-crossref, Quarto, R Markdown and bookdown, Jekyll, Hugo, Zola, VuePress, Docusaurus,
/// MkDocs, Obsidian and Typora.
const FOREIGN: &str = "adjustSectionIdentifiers alias aliases always-allow-html appendix-style apxTitle article \
    asset author-meta autoEqnLabels autoFigLabels autoLstLabels autoSectionLabels autosize autoTblLabels \
    back-cover background-image banner baseurl biblatexoptions biblio-style biblio-title bibliography-style \
    bookOptions breadcrumb breadcrumbs build canonical cascade categories category ccsDelim ccsLabelSep \
    ccsTemplate chaptersDepth citation citation-abbreviations citation-package citeproc CJKfamilyfont CJKmainfont \
    CJKmonofont CJKoptions CJKsansfont classes classoption code-annotations code-block-bg code-block-border-left \
    code-fold code-line-numbers code-overflow code-summary code-tools codeBlockCaptions collection colorlinks \
    comment comments copyright cover cover-image created created-at creation-date cref crossrefYaml csl-json css \
    cssclass cssclasses customHeadingLabel customLabel dataview date-created date-format date-meta date-modified \
    description disableToc display document-css documentclass documentmode draft drafts editor editor-options \
    editor_options editUrl embed-resources engine eqLabels eqnBlockInlineMath eqnBlockTemplate eqnDisplayTemplate \
    eqnIndexTemplate eqnInlineTableTemplate eqnInlineTemplate eqnLabels eqnos-cleveref eqnos-plus-name \
    eqnPrefixTemplate equation-number equationNumberTeX excerpt execute expiryDate extra extract-media fig-align \
    fig-cap-location fig-dpi fig-format fig-height fig-width figLabels fignos-cleveref figPrefixTemplate \
    figureTemplate filename filters float-placement-figure fontenc fontfamily fontfamilyoptions fontsize fontspec \
    footer footer-includes format format-links freeze geometry github github-repo glossary grid handout head \
    header header-includes headerincludes hidden hide hide-toc highlight highlight-style history home \
    html-math-method hypersetup-options icon image images include-after include-after-body include-before \
    include-before-body include-in-header indent index indexing institute-meta interact jupyter justify keep-md \
    keep-tex kernelspec knit lang-meta language-switch last-modified last_modified_at lastmod layout license \
    linestretch link link-bibliography link-citations linkcolor linkcolour linkReferences linkTitle listing \
    listings listingTemplate lofItemTemplate lofItemTitle lolItemTemplate lolItemTitle lolTitle lotItemTemplate \
    lotItemTitle lstLabels lstPrefixTemplate mainfont mainfontoptions margin-bottom margin-left margin-right \
    margin-top markdown markup math mathfont mathjax mathspec menu menus mermaid metadata microtypeoptions \
    minlevel mod modified modified_date monobackgroundcolor monofont monofontoptions myst nameInLink nav nav_order \
    navbar navigation next notebook notice-card number-depth number-offset observable or_list order outline output \
    output-dir output-file output_file outputs page-layout page-navigation pageClass pagefind pagestyle pagetitle \
    pagination pandoc-args papersize params parent password pdf-engine permalink pin pinned plugins post prev \
    prev-next-links preview publish publish_date publishDate publishdate published quarto-required reader \
    readingTime readTime redirect redirect_from redirect_to redirects reference-doc reference-links \
    reference-location reference-section-title references refIndexTemplate repo repository resource-path resources \
    revealjs runtime sansfont sansfontoptions search secHeaderDelim secHeaderTemplate secLabels secLevelLabels \
    secnumdepth secPrefixTemplate section-divs sectionsDepth self-contained series server setLabelAttribute \
    shift-heading-level-by short-title shortTitle sidebar sidebar_label sidebar_position site slides slug smart \
    sort_by source standalone sticky strip-comments subfigGrid subfigLabels subfigureChildTemplate \
    subfigureRefIndexTemplate subfigureTemplate subparagraph substitutions summary svg syntax-highlighting tableEqns tables \
    tableTemplate tag tags taxonomies tbl-cap-location tblLabels tblPrefixTemplate template template_name thanks \
    theme thumbnail tikz title-block-banner title-block-style title-meta title-prefix titlepage titlepage-color \
    titlepage-rule-color toc-location toc-own-page toccolor top-level-division transparent twitter type \
    typora-copy-images-to typora-root-url uid unnumbered up updated updated-at url urlcolor uuid validate-yaml \
    variables verbatim-in-note version_added view website weight when widescreen wrap xnos-cleveref zola zotero";

/// Whether another tool reads the field; `-` and `_` are one.
pub(super) fn is_foreign(key: &str) -> bool {
    let plain = |byte: u8| if byte == b'_' { b'-' } else { byte };
    FOREIGN.split_whitespace().any(|name| name.bytes().map(plain).eq(key.bytes().map(plain)))
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn fields_of_other_tools_are_known() {
        assert!(["documentclass", "last-modified-at", "typora-root-url", "CJKmainfont"].into_iter().all(is_foreign));
        assert!(!["学号", "Class", "affiliation", "DOI", "titel"].into_iter().any(is_foreign));
    }
}
