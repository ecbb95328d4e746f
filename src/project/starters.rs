//! The kinds of document that a project may begin with: each a short manuscript
//! that shows what its style prints, in the language of the user where the kind is
//! not one of Chinese offices.

use crate::diag::Language;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Starter {
    /// A report.
    #[default]
    Report,
    /// A thesis (学位论文).
    Thesis,
    /// An official notice (公文通知).
    Official,
    /// Minutes of a meeting (会议纪要).
    Minutes,
    /// A research proposal (开题报告).
    Proposal,
    /// A lab report (实验报告).
    Lab,
    /// A manual with its revisions (使用手册).
    Manual,
    /// A report in English.
    English,
}

/// The picture that the thesis shows.
const FLOW: (&str, &str) = ("flow.svg", include_str!("starters/flow.svg"));

impl Starter {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Report,
        Self::Thesis,
        Self::Official,
        Self::Minutes,
        Self::Proposal,
        Self::Lab,
        Self::Manual,
        Self::English,
    ];

    /// The style of the document.
    pub(super) fn style(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Thesis, _) => "thesis",
            (Self::Official, _) => "official",
            (Self::Minutes, _) => "official-minutes",
            (Self::English, _) | (Self::Report | Self::Proposal | Self::Lab | Self::Manual, Language::English) => {
                "english"
            }
            (Self::Report | Self::Proposal | Self::Lab | Self::Manual, Language::Chinese) => "report",
        }
    }

    /// The name of the manuscript, without extension.
    pub(super) fn stem(self) -> &'static str {
        match self {
            Self::Report | Self::English => "report",
            Self::Thesis => "thesis",
            Self::Official => "notice",
            Self::Minutes => "minutes",
            Self::Proposal => "proposal",
            Self::Lab => "lab",
            Self::Manual => "manual",
        }
    }

    /// The manuscript.
    pub(super) fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Report, Language::Chinese) => include_str!("starters/report.md"),
            (Self::Thesis, Language::Chinese) => include_str!("starters/thesis.md"),
            (Self::Proposal, Language::Chinese) => include_str!("starters/proposal.md"),
            (Self::Lab, Language::Chinese) => include_str!("starters/lab.md"),
            (Self::Manual, Language::Chinese) => include_str!("starters/manual.md"),
            (Self::Official, _) => include_str!("starters/official.md"),
            (Self::Minutes, _) => include_str!("starters/minutes.md"),
            (Self::English, _) | (Self::Report, Language::English) => include_str!("starters/report.en.md"),
            (Self::Thesis, Language::English) => include_str!("starters/thesis.en.md"),
            (Self::Proposal, Language::English) => include_str!("starters/proposal.en.md"),
            (Self::Lab, Language::English) => include_str!("starters/lab.en.md"),
            (Self::Manual, Language::English) => include_str!("starters/manual.en.md"),
        }
    }

    /// What the manuscript shows: names and texts of files beside it.
    pub(super) fn pictures(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Thesis => &[FLOW],
            Self::Report
            | Self::Official
            | Self::Minutes
            | Self::Proposal
            | Self::Lab
            | Self::Manual
            | Self::English => &[],
        }
    }
}
