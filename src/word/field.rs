//! Fields: which of their characters are text. Between `begin` and `separate` of
//! the outermost field stands its instruction, with nested fields and their
//! results; only what stands behind counts (ECMA-376-1 §17.16.18).

/// The longest instruction that is kept.
const MAX_INSTRUCTION: usize = 1 << 16;

/// The fields that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// How many have begun to show their results.
    results: usize,
    /// The instruction that stands at the place.
    instruction: Option<Instruction>,
}

#[derive(Debug, Default)]
struct Instruction {
    text: String,
    /// How many fields are open in it.
    nested: usize,
}

/// What becomes of a field at a mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing that anybody sees.
    Nothing,
    /// The result of a field with this instruction begins.
    Starts(String),
    /// The result that began last ends.
    Ends,
    /// A field with this instruction ends without a result.
    Empty(String),
}

impl Fields {
    /// Whether what stands here belongs to an instruction.
    pub(super) fn is_hidden(&self) -> bool {
        self.instruction.is_some()
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        match &mut self.instruction {
            Some(outer) => {
                outer.nested += 1;
                outer.push("{");
            }
            None => self.instruction = Some(Instruction::default()),
        }
    }

    /// A piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(instruction) = &mut self.instruction {
            instruction.push(text);
        }
    }

    /// An instruction ends and a result begins.
    pub(super) fn separate(&mut self) -> Step {
        match self.instruction.take_if(|instruction| instruction.nested == 0) {
            Some(instruction) => {
                self.results += 1;
                Step::Starts(instruction.told())
            }
            None => Step::Nothing,
        }
    }

    /// A field ends.
    pub(super) fn end(&mut self) -> Step {
        match &mut self.instruction {
            Some(outer) if outer.nested > 0 => {
                outer.nested -= 1;
                outer.push("}");
                Step::Nothing
            }
            Some(_) => self.instruction.take().map_or(Step::Nothing, |own| Step::Empty(own.told())),
            None if self.results > 0 => {
                self.results -= 1;
                Step::Ends
            }
            None => Step::Nothing,
        }
    }
}

impl Instruction {
    fn push(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_INSTRUCTION {
            self.text.push_str(text);
        }
    }

    fn told(self) -> String {
        self.text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, Step};

    #[test]
    fn nested_fields_of_an_instruction_belong_to_it() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" QUOTE ");
        fields.begin();
        fields.instruct("REF a");
        assert_eq!(fields.separate(), Step::Nothing);
        assert!(fields.is_hidden());
        assert_eq!(fields.end(), Step::Nothing);
        assert_eq!(fields.separate(), Step::Starts("QUOTE {REF a}".to_owned()));
        assert!(!fields.is_hidden());
        fields.begin();
        assert_eq!(fields.end(), Step::Empty(String::new()));
        assert_eq!(fields.end(), Step::Ends);
        assert_eq!(fields.end(), Step::Nothing);
    }
}
