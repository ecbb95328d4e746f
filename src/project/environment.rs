//! Variables of the environment, which the project file alone may ask for:
//! `commit = "env:GITHUB_SHA"`.

use super::asked::Asked;
use super::manifest::Variables;
use crate::diag::{Code, Diagnostic, SourceId, Span, message};

/// Puts the values of the environment in place of their names; those without are
/// mistakes of the project file with this text.
pub(super) fn fill(variables: &mut Variables, asked: &Asked, id: SourceId, text: &str, errors: &mut Vec<Diagnostic>) {
    for (name, value) in variables {
        let toml::Value::String(written) = value else { continue };
        let Some(variable) = written.strip_prefix("env:") else { continue };
        // The command has the last word.
        if let Some((_, set)) = asked.variables.iter().find(|(known, _)| known == name) {
            written.clone_from(set);
            continue;
        }
        match asked.environment.and_then(|environment| environment(variable)) {
            Some(found) => *written = found,
            None => {
                let at = text.find(&format!("env:{variable}")).unwrap_or_default();
                let place = Span::new(id, at, at + "env:".len() + variable.len());
                let message = message!("the environment has no variable “{variable}”", variable);
                let hint = message!("set it, or give the variable with `--var {name}=…`", name);
                errors.push(Diagnostic::error(Code::Manifest, place, message).hint(hint));
            }
        }
    }
}
