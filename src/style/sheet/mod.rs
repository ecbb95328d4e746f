//! The parts of a style. What a field means is said here once, for the sheet's
//! author and for both writers.

mod block;
mod docx_styles;
mod front;
mod official;
mod page;
mod text;
mod texts;
mod theorem;

pub use block::*;
pub use docx_styles::*;
pub use front::*;
pub use official::*;
pub use page::*;
pub(super) use text::TextSheet;
pub use text::*;
pub use theorem::*;

use super::fields::Fields;
use super::layer::part;
use super::value::PdfStandard;

part! {
    /// What the Word edition takes from elsewhere.
    Docx, DocxSheet {
        /// A Word file or template, beside the sheet, from whose styles,
        /// numbering, theme and settings the Word edition starts; empty for none.
        template: String,
        /// Which style of the template plays which part, by its name.
        styles: DocxStyles,
    }
}

part! {
    /// The template's own pages, such as its cover: what fills them, and what
    /// stands in the PDF for them.
    TemplatePages, TemplatePagesSheet {
        /// A PDF, beside the sheet, whose pages stand whole at the head of the PDF
        /// edition, without header, footer and number, in place of the title block;
        /// empty if the PDF sets the template's own.
        pages: String,
        /// A PDF, beside the sheet, whose pages stand whole at the end of the PDF
        /// edition; empty if the PDF sets the template's own.
        back_pages: String,
        /// Which field of the front matter fills which blank of the template's
        /// own pages, by the label of the blank, such as `"论文题目" = "title"`;
        /// an empty field leaves the blank as it is. Other blanks are filled by
        /// their labels.
        fields: Fields,
    }
}

part! {
    /// What the PDF is besides its pages.
    Pdf, PdfSheet {
        /// The standards that it satisfies.
        standard: PdfStandard,
    }
}

part! {
    /// A whole style: no field is open.
    Style, StyleSheet {
        /// The page.
        page: Page,
        /// The fonts.
        fonts: FontRoles,
        /// Running text.
        body: Text,
        /// The red head of official documents: 份号 (`copy-number`), 密级
        /// (`secrecy`), 保密期限 (`secrecy-period`), 紧急程度 (`urgency`),
        /// 发文机关标志 (`issuer`), 发文字号 (`document-number`), 签发人 (`signers`).
        masthead: Masthead,
        /// What stands under the red head of official documents: 主送机关
        /// (`recipients`), 附件说明 (`attachments`), 发文机关署名 (`signed-by`),
        /// 成文日期 (`issue-date`), 印章 (`seal`), 附注 (`remark`), 抄送机关
        /// (`copies-to`), 印发机关 (`printed-by`), 印发日期 (`print-date`).
        official: Official,
        /// The title block.
        title: Title,
        /// Headings of level 1.
        heading1: Heading,
        /// Headings of level 2.
        heading2: Heading,
        /// Headings of level 3.
        heading3: Heading,
        /// Headings of level 4.
        heading4: Heading,
        /// Headings of level 5.
        heading5: Heading,
        /// Headings of level 6.
        heading6: Heading,
        /// The number of an appendix, such as `附录A`.
        appendix: String,
        /// The counts.
        count: Count,
        /// The captions of figures.
        figure_caption: Caption,
        /// The captions of tables.
        table_caption: Caption,
        /// The captions of code.
        code_caption: Caption,
        /// Figures.
        figure: Figure,
        /// Tables.
        table: Table,
        /// Formulas.
        equation: Equation,
        /// Theorems, definitions, proofs and what is set like them.
        theorem: Theorem,
        /// Thematic breaks.
        thematic_break: Break,
        /// Quotations.
        quote: Quote,
        /// Boxed remarks.
        alert: Alert,
        /// Lists.
        list: List,
        /// Footnotes.
        notes: Notes,
        /// The contents and the lists of figures and tables.
        contents: Contents,
        /// Code.
        code: Code,
        /// A line in a block `::: salutation`: whom a document is addressed to.
        salutation: Text,
        /// The lines in a block `::: signature`: who signs, and when.
        signature: Text,
        /// The list of references.
        references: References,
        /// Citations and the list of what they cite.
        citations: Citations,
        /// Headers.
        header: Header,
        /// Page numbers.
        page_number: PageNumber,
        /// The PDF's own settings.
        pdf: Pdf,
        /// The Word edition's own settings.
        docx: Docx,
        /// The pages that the Word template brings along.
        template: TemplatePages,
        /// Marks within a line.
        marks: Marks,
    }
}
