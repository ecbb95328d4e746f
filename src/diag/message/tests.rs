//! Messages are filled, translated and kept.

use super::{Language, Message, message};

#[test]
fn gaps_are_filled_in_every_language() {
    let (count, places) = (11, "1:2, 2:2");
    let message = message!("x {count} of {gone} in {#{id}} {places}", count, places, id = "fig:a");
    assert_eq!(message, "x 11 of {gone} in {#fig:a} 1:2, 2:2");
    let error = message!("error");
    let folded = message!("{message} ({count} of these)", message = error, count = 3);
    assert_eq!(folded.to_string(), "error (3 of these)");
    assert_eq!(folded.in_language(Language::Chinese), "错误（共 3 处）");
}

#[test]
fn lists_have_the_commas_of_the_language() {
    let list = message!("{names}", names = vec!["a", "b"]);
    assert_eq!(list.to_string(), "a, b");
    assert_eq!(list.in_language(Language::Chinese), "a、b");
}

#[test]
fn braces_of_texts_stand_for_themselves() {
    for text in ["{", "}", "{}", "{text}", "write {#fig:a}", "{{a}", "\\{x}"] {
        assert_eq!(Message::from(text.to_owned()), text);
        let nested = message!("{a}{b}", a = text, b = "{a}");
        assert_eq!(nested, format!("{text}{{a}}").as_str());
    }
    assert_eq!(Message::from("write {#fig:a}"), "write {#fig:a}");
}

#[test]
fn a_message_is_kept_whole() {
    let message = message!("{message} ({count} of these)", message = message!("error"), count = 3);
    let kept: Message = serde_json::from_str(&serde_json::to_string(&message).unwrap()).unwrap();
    assert_eq!(kept, message);
    assert_eq!(kept.in_language(Language::Chinese), "错误（共 3 处）");
}

#[test]
fn texts_of_libraries_are_recognised() {
    let message = Message::recognised("“红” is not a valid colour; use #RRGGBB, expected a number");
    assert_eq!(message, "“红” is not a valid colour; use #RRGGBB, expected a number");
    let message = Message::recognised("“红” is not a valid colour; use #RRGGBB");
    assert_eq!(message.in_language(Language::Chinese), "“红”不是有效的颜色，请用 #RRGGBB");
    let message = Message::recognised("invalid type: integer `3`, expected a number");
    assert_eq!(message.in_language(Language::Chinese), "类型不对：整数 `3`，应为数");
    assert_eq!(Message::recognised("{x} {{"), "{x} {{");
    let message = Message::recognised("SVG data parsing failed cause expected 'g' tag, not 'a' at 1:9");
    assert_eq!(message.in_language(Language::Chinese), "1:9 处的结束标签应为 'g'，却是 'a'");
}
