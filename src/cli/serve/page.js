"use strict";
// Asks for news and shows them; a page is loaded only when it is near the window.

const at = (id) => document.getElementById(id);
let news = { version: -1, documents: [] };
// The last place that was gone to, by its count.
let gone = 0;

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const chosen = () => Math.min(Math.max(at("documents").selectedIndex, 0), news.documents.length - 1);

function showDocuments() {
  const list = at("documents");
  const names = news.documents.map((one) => one.name);
  if (names.join("\n") === [...list.options].map((option) => option.value).join("\n")) return;
  const wanted = list.value || decodeURIComponent(location.hash.slice(1));
  list.replaceChildren(...names.map((name) => new Option(name, name)));
  if (names.includes(wanted)) list.value = wanted;
}

function showDiagnostics(one) {
  const line = (said) => {
    const place = said.file ? `${said.file}:${said.start.line}:${said.start.column}` : "";
    const hints = said.hints.map((hint) => element("small", { textContent: hint }));
    return element("li", { className: said.severity }, element("code", { textContent: place }), said.message, ...hints);
  };
  at("diagnostics").replaceChildren(...one.diagnostics.map(line));
}

function showFiles(one, number) {
  const link = (edition) =>
    element("a", { href: `/file/${number}/${edition.edition}`, download: edition.name, textContent: edition.name });
  at("files").replaceChildren(...one.editions.map(link));
}

// Where the reader is: a page, and how far down it.
function place() {
  const top = at("pages").parentElement.querySelector("header").offsetHeight;
  const images = [...at("pages").children];
  const index = images.findIndex((image) => image.getBoundingClientRect().bottom > top);
  if (index < 0) return null;
  const box = images[index].getBoundingClientRect();
  return { index, part: (top - box.top) / box.height };
}

function goBack(where) {
  const image = where && at("pages").children[where.index];
  const now = place();
  if (!image || !now || (now.index === where.index && Math.abs(now.part - where.part) < 0.001)) return;
  const top = document.querySelector("header").offsetHeight;
  const box = image.getBoundingClientRect();
  scrollBy({ top: box.top - top + where.part * box.height, behavior: "instant" });
}

function showPages(one, number) {
  const pages = at("pages");
  const where = pages.dataset.name === one.name ? place() : null;
  pages.dataset.name = one.name;
  pages.classList.toggle("old", one.status === "failed");
  while (pages.children.length > one.pages.length) pages.lastChild.remove();
  one.pages.forEach((page, index) => {
    const image = pages.children[index] || pages.appendChild(element("img", { loading: "lazy" }));
    image.alt = `${index + 1}`;
    image.width = Math.round(page.width);
    image.height = Math.round(page.height);
    image.style.aspectRatio = `${page.width} / ${page.height}`;
    const address = `/page/${number}/${index}/${page.key}`;
    if (image.getAttribute("src") !== address) image.src = address;
  });
  if (where) goBack(where);
  else scrollTo({ top: 0, behavior: "instant" });
}

// Goes where an editor or the command leads, once and as soon as there are pages.
function goTo(goal) {
  const one = goal && news.documents[goal.document];
  if (!one || goal.count === gone || !one.pages.length) return;
  gone = goal.count;
  if (chosen() !== goal.document) {
    at("documents").selectedIndex = goal.document;
    show();
  }
  const index = Math.min(goal.page, one.pages.length - 1);
  const part = goal.page === index ? goal.top / one.pages[index].height : 0;
  const box = at("pages").children[index].getBoundingClientRect();
  // Some room above it shows what it stands in.
  const room = document.querySelector("header").offsetHeight + (part > 0 ? innerHeight / 5 : 0);
  scrollBy({ top: box.top + part * box.height - room, behavior: "instant" });
}

// Says where it was written what was clicked at.
async function showOrigin(event) {
  const number = chosen();
  const index = [...at("pages").children].indexOf(event.target);
  const page = index < 0 ? null : news.documents[number].pages[index];
  if (!page) return;
  const box = event.target.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * page.width;
  const y = ((event.clientY - box.top) / box.height) * page.height;
  const answer = await fetch(`/origin/${number}/${index}/${page.key}?x=${x}&y=${y}`);
  if (!answer.ok) return;
  const found = await answer.json();
  at("place").textContent = `${found.file}:${found.line}:${found.column}`;
}

function show() {
  showDocuments();
  const number = chosen();
  const one = news.documents[number];
  if (!one) return;
  document.title = `${one.name} – fuzi`;
  at("status").textContent = one.status === "building" ? "…" : `${one.status}, ${one.seconds.toFixed(2)} s`;
  document.body.dataset.status = one.status;
  document.body.dataset.version = news.version;
  showDiagnostics(one);
  showFiles(one, number);
  showPages(one, number);
  goTo(news.goal);
}

at("documents").addEventListener("change", () => {
  location.hash = encodeURIComponent(at("documents").value);
  show();
});

at("pages").addEventListener("click", (event) => showOrigin(event).catch(() => {}));

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/state?after=${news.version}`);
      news = await answer.json();
      show();
    } catch {
      at("status").textContent = "fuzi has ended";
      news.version = -1;
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

follow();
