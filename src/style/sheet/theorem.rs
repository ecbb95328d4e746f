//! Theorems, definitions, proofs and what is counted like them.

use super::text::Text;
use crate::model::TheoremKind;
use crate::style::layer::part;
use crate::style::value::{Counting, Measure, TheoremScope};

part! {
    /// Theorems, definitions, proofs and what is set like them.
    Theorem, TheoremSheet {
        /// How the text looks.
        text: Text,
        /// The space over the whole and under it.
        around: Measure,
        /// Whether the text of theorems, lemmas, corollaries, propositions,
        /// conjectures, hypotheses and axioms is emphasised: in italics, Chinese in
        /// the face of emphasis.
        italic: bool,
        /// Which of them count together.
        counter: Counting,
        /// Where their count begins anew.
        scope: TheoremScope,
        /// What stands between the chapter's number and the own one.
        separator: String,
        /// Whether the label is bold.
        bold_label: bool,
        /// What stands before and behind a name, a space between the two.
        title: String,
        /// What stands behind the label and the name besides the gap; where this is
        /// empty, a full stop in a document whose language writes one.
        delimiter: String,
        /// The space between the label and the text.
        gap: Measure,
        /// The mark at the right end of the last line of a proof; empty for none.
        end: String,
        /// Their words; an empty one is that of the document's language.
        words: TheoremWords,
    }
}

part! {
    /// The words of theorems, definitions, proofs and what is set like them.
    TheoremWords, TheoremWordsSheet {
        /// 定理.
        theorem: String,
        /// 引理.
        lemma: String,
        /// 推论.
        corollary: String,
        /// 命题.
        proposition: String,
        /// 猜想.
        conjecture: String,
        /// 假设.
        hypothesis: String,
        /// 公理.
        axiom: String,
        /// 定义.
        definition: String,
        /// 例.
        example: String,
        /// 习题.
        exercise: String,
        /// 注.
        remark: String,
        /// 证明.
        proof: String,
        /// 解.
        solution: String,
        /// 算法.
        algorithm: String,
    }
}

impl TheoremWords {
    /// The word of a kind; empty for that of the document's language.
    #[must_use]
    pub fn of(&self, kind: TheoremKind) -> &str {
        match kind {
            TheoremKind::Theorem => &self.theorem,
            TheoremKind::Lemma => &self.lemma,
            TheoremKind::Corollary => &self.corollary,
            TheoremKind::Proposition => &self.proposition,
            TheoremKind::Conjecture => &self.conjecture,
            TheoremKind::Hypothesis => &self.hypothesis,
            TheoremKind::Axiom => &self.axiom,
            TheoremKind::Definition => &self.definition,
            TheoremKind::Example => &self.example,
            TheoremKind::Exercise => &self.exercise,
            TheoremKind::Remark => &self.remark,
            TheoremKind::Proof => &self.proof,
            TheoremKind::Solution => &self.solution,
            TheoremKind::Algorithm => &self.algorithm,
        }
    }
}
