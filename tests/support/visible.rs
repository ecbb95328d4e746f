//! What a reader must find in both editions: the pieces of text of a resolved
//! document, in the order of the page.

use serde_json::Value;

/// A piece of text that must be found.
#[derive(Debug, Clone)]
pub struct Piece {
    pub text: String,
    /// Whether the PDF lays it out somewhere else than in the order of the
    /// text: cells that span rows come behind their neighbours, panels of a
    /// figure side by side, figures at the head or foot of a page.
    pub loose: bool,
}

/// The pieces of the text and of each note.
#[derive(Default)]
pub struct Visible {
    pub body: Vec<Piece>,
    pub notes: Vec<Piece>,
    /// Labels of captions and equations, texts of references.
    pub labels: Vec<String>,
}

pub fn of(model: &Value) -> Visible {
    let mut text = Text::default();
    text.meta(&model["meta"], &model["declarations"]);
    for front in list(&model["fronts"]) {
        text.plain(&front["heading"]);
        for entry in list(&front["entries"]) {
            text.plain(&entry["label"]);
            text.inlines(&entry["content"]);
        }
    }
    text.blocks(&model["front_sections"]);
    text.blocks(&model["blocks"]);
    ["copies", "office", "date"].into_iter().for_each(|row| text.plain(&model["imprint"][row]));
    let (body, labels) = (std::mem::take(&mut text.pieces), std::mem::take(&mut text.labels));
    list(&model["notes"]).iter().for_each(|note| text.blocks(&note["blocks"]));
    Visible { body, notes: text.pieces, labels }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[derive(Default)]
struct Text {
    pieces: Vec<Piece>,
    labels: Vec<String>,
    loose: bool,
}

impl Text {
    fn push(&mut self, text: &str) {
        let text = squeeze(text);
        if !text.is_empty() {
            self.pieces.push(Piece { text, loose: self.loose });
        }
    }

    fn plain(&mut self, value: &Value) {
        self.push(value.as_str().unwrap_or_default());
    }

    fn loosely(&mut self, loose: bool, write: impl FnOnce(&mut Self)) {
        let outer = self.loose;
        self.loose |= loose;
        write(self);
        self.loose = outer;
    }

    fn meta(&mut self, meta: &Value, declarations: &Value) {
        self.masthead(&meta["masthead"]);
        self.loosely(true, |text| {
            for field in list(&meta["head_fields"]).iter().flat_map(list) {
                text.plain(&field["label"]);
                text.plain(&field["value"]);
            }
        });
        self.plain(&meta["school"]);
        self.plain(&meta["kicker"]);
        self.inlines(&meta["title"]);
        self.inlines(&meta["subtitle"]);
        self.loosely(true, |text| {
            for line in list(&meta["lines"]) {
                let [field, value] = [&line["field"]["label"], &line["field"]["value"]];
                [&line["authors"], &line["line"], field, value].into_iter().for_each(|part| text.plain(part));
            }
        });
        for page in list(&meta["foreign_titles"]) {
            self.inlines(&page["title"]);
            list(&page["lines"]).iter().for_each(|line| self.plain(line));
        }
        self.blocks(declarations);
        for about in list(&meta["abstracts"]) {
            self.inlines(&about["title"]);
            self.plain(&about["heading"]);
            self.blocks(&about["blocks"]);
            self.plain(&about["keywords"][0]);
            self.inlines(&about["keywords"][1]);
        }
    }

    /// The offices and those who signed stand beside each other, in a letter the
    /// number and a mark.
    fn masthead(&mut self, head: &Value) {
        if head["letter"] == true {
            self.plain(&head["name"]);
            self.loosely(true, |text| {
                list(&head["marks"]).iter().for_each(|mark| text.plain(&mark["text"]));
                text.plain(&head["number"]);
            });
            return;
        }
        list(&head["marks"]).iter().for_each(|mark| self.plain(&mark["text"]));
        self.plain(&head["name"]);
        self.loosely(true, |text| {
            list(&head["joint"]).iter().for_each(|name| text.plain(name));
            text.plain(&head["suffix"]);
            for line in list(&head["signers"]) {
                text.plain(&line["label"]);
                text.plain(&line["names"]);
            }
        });
        self.plain(&head["number"]);
    }

    fn blocks(&mut self, blocks: &Value) {
        let there = list(blocks).iter().filter(|block| block["change"] != "deleted");
        there.for_each(|block| self.block(&block["kind"]));
    }

    fn block(&mut self, kind: &Value) {
        let Some((name, value)) = kind.as_object().and_then(|kind| kind.iter().next()) else { return };
        match name.as_str() {
            "heading" => {
                self.plain(&value["number"]);
                self.inlines(&value["content"]);
            }
            "paragraph" => self.paragraph(value),
            "theorem" => self.blocks(&value["blocks"]),
            "quote" => {
                self.blocks(&value["blocks"]);
                self.inlines(&value["attribution"]);
            }
            "alert" => {
                self.plain(&value["title"]);
                self.blocks(&value["blocks"]);
            }
            "list" => list(&value["items"]).iter().for_each(|item| self.blocks(&item["blocks"])),
            "definitions" => {
                for definition in list(value) {
                    self.inlines(&definition["term"]);
                    list(&definition["details"]).iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            "code" => {
                self.caption(&value["caption"]);
                value["text"].as_str().unwrap_or_default().lines().for_each(|line| self.push(line));
            }
            "equation" => self.equation(value),
            "table" => self.table(value),
            "figure" => self.figure(value),
            "container" => self.blocks(&value[1]),
            "raw" => {}
            other => panic!("the tests do not know the block “{other}”"),
        }
    }

    fn paragraph(&mut self, paragraph: &Value) {
        let lead = &paragraph["lead"];
        self.label(&lead["label"]);
        self.plain(&lead["word"]);
        self.inlines(&lead["title"]);
        self.plain(&lead["delimiter"]);
        self.inlines(&paragraph["content"]);
        self.plain(&paragraph["end"]);
    }

    fn equation(&mut self, equation: &Value) {
        if equation["math"]["tree"].is_null() {
            self.plain(&equation["math"]["source"]);
        }
        self.label(&equation["label"]);
        list(&equation["lines"]).iter().for_each(|line| self.label(&line["label"]));
    }

    fn table(&mut self, table: &Value) {
        self.caption(&table["caption"]);
        for cell in ["head", "body"].iter().flat_map(|part| list(&table[part])).flat_map(|row| list(&row["cells"])) {
            self.loosely(cell["rows"] != 1, |text| text.inlines(&cell["content"]));
        }
    }

    fn figure(&mut self, figure: &Value) {
        let panels = list(&figure["panels"]);
        let leaves = ["top", "bottom", "page"].iter().any(|place| figure["float"] == *place);
        self.loosely(leaves, |text| {
            text.loosely(panels.len() > 1, |text| {
                for panel in panels {
                    text.picture(&panel["picture"]);
                    text.inlines(&panel["caption"]);
                }
            });
            text.caption(&figure["caption"]);
        });
    }

    fn picture(&mut self, picture: &Value) {
        if picture["image"].is_null() {
            self.plain(&picture["path"]);
        }
    }

    fn caption(&mut self, caption: &Value) {
        self.label(&caption["label"]);
        self.inlines(&caption["content"]);
    }

    fn label(&mut self, label: &Value) {
        let parts = ["before", "chapter", "ordinal", "after"].map(|part| label[part].as_str().unwrap_or_default());
        let label = parts.concat();
        self.push(&label);
        if !label.is_empty() {
            self.labels.push(squeeze(&label));
        }
    }

    fn inlines(&mut self, content: &Value) {
        let there = list(content).iter().filter(|inline| inline["change"] != "deleted");
        there.for_each(|inline| self.inline(&inline["kind"]));
    }

    fn inline(&mut self, kind: &Value) {
        let Some((name, value)) = kind.as_object().and_then(|kind| kind.iter().next()) else { return };
        match name.as_str() {
            "run" => self.plain(&value["text"]),
            "link" => self.inlines(&value["content"]),
            "reference" => {
                let from = self.pieces.len();
                self.inlines(&value["content"]);
                let label: String = self.pieces[from..].iter().map(|piece| piece.text.as_str()).collect();
                self.labels.push(label);
            }
            "math" if value["tree"].is_null() => self.plain(&value["source"]),
            "picture" => self.picture(value),
            "math" | "note-ref" | "raw" | "comment-start" | "comment" => {}
            other => panic!("the tests do not know the inline “{other}”"),
        }
    }
}

/// A text without blanks and signs that nobody sees.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect()
}

fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE0E}' | '\u{FE0F}' | '\u{FEFF}')
}

/// A text without the hyphens that line breaks bring in or swallow.
pub fn unhyphened(text: &str) -> String {
    squeeze(text).chars().filter(|c| !matches!(c, '-' | '‐')).collect()
}

/// The first piece that a text does not hold in its place.
pub fn lost(pieces: &[Piece], text: &str, form: fn(&str) -> String) -> Option<String> {
    let text = form(text);
    let mut at = 0;
    for piece in pieces {
        let wanted = form(&piece.text);
        if piece.loose {
            if !text.contains(&wanted) {
                return Some(format!("“{wanted}” is lost"));
            }
            continue;
        }
        match text[at..].find(&wanted) {
            Some(found) => at += found + wanted.len(),
            None => {
                let rest: String = text[at..].chars().take(60).collect();
                let elsewhere = if text.contains(&wanted) { "in its place (but elsewhere)" } else { "anywhere" };
                return Some(format!("“{wanted}” is not found {elsewhere} before “{rest}…”"));
            }
        }
    }
    None
}
