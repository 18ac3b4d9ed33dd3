// Suggestions under a field that names an area: the ARIA combobox with a listbox. Without this file the form asks back.
for (const box of document.querySelectorAll("[data-area-search]")) {
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  let selected = -1;
  let asked;
  let timer;

  const set = (attributes) => {
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  };
  set({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    selected = -1;
    set({ "aria-expanded": "false" });
    input.removeAttribute("aria-activedescendant");
  };

  const select = (place) => {
    const options = [...list.children];
    selected = (place + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", index === selected));
    set({ "aria-activedescendant": options[selected].id });
    options[selected].scrollIntoView({ block: "nearest" });
  };

  const take = (option) => {
    input.value = option.dataset.path;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const suggest = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: input.value, format: "json" });
    for (const name of ["level", "within"]) if (box.dataset[name]) query.set(name, box.dataset[name]);
    try {
      const answer = await fetch(`${box.dataset.areaSearch}?${query}`, { signal: asked.signal });
      const { areas } = await answer.json();
      close();
      list.replaceChildren(
        ...areas.map((area, index) => {
          const option = document.createElement("li");
          const path = document.createElement("span");
          path.textContent = area.path;
          option.append(area.full_name, path);
          option.id = `${list.id}-${index}`;
          option.role = "option";
          option.dataset.path = area.path;
          return option;
        }),
      );
      list.hidden = !areas.length;
      set({ "aria-expanded": !!areas.length });
    } catch {
      // Off line or overtaken by the next key: the form asks back when it is sent.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) close();
    else timer = setTimeout(suggest, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && selected >= 0) {
      event.preventDefault();
      take(list.children[selected]);
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      select(event.key === "ArrowDown" ? selected + 1 : Math.max(selected, 0) - 1);
    }
  });
  input.addEventListener("blur", close);
  // Before the blur that a tap causes.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
}
