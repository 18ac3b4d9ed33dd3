// Keeps what is typed into the minutes on the phone until the server has it.
const form = document.querySelector("[data-draft]");
const saved = document.querySelector("[data-saved-minutes]");
const keyOf = (id) => `minutes-${id}`;
const read = (id) => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)));
  } catch {
    return null;
  }
};

// The page of the minutes comes after a save: the phone may forget what was sent.
if (saved && read(saved.dataset.savedMinutes)?.sent) localStorage.removeItem(keyOf(saved.dataset.savedMinutes));

if (form) {
  const id = form.dataset.draft;
  const text = form.elements.text;
  const status = form.querySelector("[data-kept]");
  const restore = form.querySelector("[data-restore]");
  const keep = (sent) => {
    try {
      localStorage.setItem(keyOf(id), JSON.stringify({ text: text.value, sent }));
      status.textContent = status.dataset.words;
    } catch {
      status.textContent = ""; // full or forbidden: then only the server keeps it
    }
  };
  const kept = read(id);
  if (kept && kept.text !== text.value) {
    restore.hidden = false;
    restore.querySelector("button").addEventListener("click", () => {
      text.value = kept.text;
      restore.hidden = true;
      keep(false);
      text.focus();
    });
  }
  let waiting;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 800, false);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    keep(event.submitter?.name !== "preview");
  });
}
