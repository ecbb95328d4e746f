//! The kinds of passages that mathematics numbers: theorems, definitions, proofs.

use serde::Serialize;

/// What a passage with a label such as 定理 2.1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum TheoremKind {
    Theorem,
    Lemma,
    Corollary,
    Proposition,
    Conjecture,
    Hypothesis,
    Axiom,
    Definition,
    Example,
    Exercise,
    Remark,
    Proof,
    Solution,
    Algorithm,
}

impl TheoremKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Theorem,
        Self::Lemma,
        Self::Corollary,
        Self::Proposition,
        Self::Conjecture,
        Self::Hypothesis,
        Self::Axiom,
        Self::Definition,
        Self::Example,
        Self::Exercise,
        Self::Remark,
        Self::Proof,
        Self::Solution,
        Self::Algorithm,
    ];

    /// What it is called in a style.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Theorem => "theorem",
            Self::Lemma => "lemma",
            Self::Corollary => "corollary",
            Self::Proposition => "proposition",
            Self::Conjecture => "conjecture",
            Self::Hypothesis => "hypothesis",
            Self::Axiom => "axiom",
            Self::Definition => "definition",
            Self::Example => "example",
            Self::Exercise => "exercise",
            Self::Remark => "remark",
            Self::Proof => "proof",
            Self::Solution => "solution",
            Self::Algorithm => "algorithm",
        }
    }

    /// Whether it states something: amsthm's style `plain`.
    #[must_use]
    pub const fn is_statement(self) -> bool {
        matches!(
            self,
            Self::Theorem
                | Self::Lemma
                | Self::Corollary
                | Self::Proposition
                | Self::Conjecture
                | Self::Hypothesis
                | Self::Axiom
        )
    }

    /// Whether it is counted, with an id or without one: a remark and a solution only
    /// where they can be referred to, a proof never.
    #[must_use]
    pub const fn is_counted(self, has_id: bool) -> bool {
        match self {
            Self::Proof => false,
            Self::Remark | Self::Solution => has_id,
            _ => true,
        }
    }
}
