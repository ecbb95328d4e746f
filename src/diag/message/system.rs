//! What the operating system answers about files and connections becomes a text of
//! our own, in every language. What has none stays as the system words it.

use std::io::{Error, ErrorKind};

use super::{Message, ToValue, Value, message};

impl ToValue for Error {
    fn to_value(&self) -> Value {
        Value::Message(worded(self).unwrap_or_else(|| Message::from(self.to_string())))
    }
}

/// The text for an answer of the system; `None` for an error with a text of its own.
fn worded(error: &Error) -> Option<Message> {
    if error.get_ref().is_some() {
        return None;
    }
    Some(match error.kind() {
        ErrorKind::PermissionDenied => message!("permission denied"),
        ErrorKind::NotFound => message!("there is no such file or folder"),
        ErrorKind::AlreadyExists => message!("it exists already"),
        ErrorKind::IsADirectory => message!("it is a folder"),
        ErrorKind::NotADirectory => message!("a part of the path is no folder"),
        ErrorKind::DirectoryNotEmpty => message!("the folder is not empty"),
        ErrorKind::ReadOnlyFilesystem => message!("the disk is read-only"),
        ErrorKind::StorageFull => message!("the disk is full"),
        ErrorKind::QuotaExceeded => message!("the quota of the disk is used up"),
        ErrorKind::FileTooLarge => message!("the file is too large"),
        ErrorKind::InvalidFilename => message!("the name is not allowed here"),
        ErrorKind::TimedOut => message!("it took too long"),
        ErrorKind::Interrupted => message!("it was interrupted"),
        ErrorKind::OutOfMemory => message!("there is not enough memory"),
        ErrorKind::ResourceBusy => message!("another program uses it"),
        ErrorKind::CrossesDevices => message!("it lies on another disk"),
        ErrorKind::AddrInUse => message!("another program uses this port"),
        ErrorKind::AddrNotAvailable => message!("this machine has no such address"),
        ErrorKind::BrokenPipe => message!("the connection was closed"),
        ErrorKind::ConnectionRefused => message!("the connection was refused"),
        ErrorKind::UnexpectedEof => message!("the file ends too early"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use crate::diag::{Language, message};

    #[test]
    fn answers_of_the_system_are_translated() {
        let said = |error: Error| message!("{error}", error);
        let full = said(ErrorKind::StorageFull.into());
        assert_eq!(full, "the disk is full");
        assert_eq!(full.in_language(Language::Chinese), "磁盘已满");
        let own = said(Error::new(ErrorKind::PermissionDenied, "a reason"));
        assert_eq!(own.in_language(Language::Chinese), "a reason");
    }
}
