// A file shared from WhatsApp waits in the cache (see the service worker): put it into the form.
const form = document.querySelector("[data-shared-file]");

if (form && new URLSearchParams(location.search).has("shared") && "caches" in window) {
  const cache = await caches.open("rembug-shared");
  const [request] = await cache.keys();
  const kept = request && (await cache.match(request));
  if (kept) {
    const name = decodeURIComponent(kept.headers.get("X-File-Name") || "chat.txt");
    const files = new DataTransfer();
    files.items.add(new File([await kept.blob()], name, { type: kept.headers.get("Content-Type") || "" }));
    const input = form.querySelector("input[type=file]");
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    form.addEventListener("submit", () => cache.delete(request));
  }
}

// A large file on a slow line: say how much is sent.
form?.addEventListener("submit", (event) => {
  const file = form.querySelector("input[type=file]").files[0];
  if (!file || file.size < 200_000) return;
  event.preventDefault();
  const bar = document.createElement("progress");
  const button = form.querySelector("button");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", button.textContent.trim());
  button.after(bar);
  button.disabled = true;
  const sending = new XMLHttpRequest();
  sending.upload.onprogress = (step) => (bar.value = step.loaded / step.total);
  sending.onload = () => {
    if (sending.status < 400 && sending.responseURL !== location.href) location.assign(sending.responseURL);
    else {
      document.open();
      document.write(sending.responseText);
      document.close();
    }
  };
  sending.onerror = () => {
    bar.remove();
    button.disabled = false;
    form.requestSubmit ? (button.disabled = false) : form.submit();
  };
  sending.open("POST", form.action || location.href);
  sending.send(new FormData(form));
});
