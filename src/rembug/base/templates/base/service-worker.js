// Keeps the shell at hand and takes in shared files. Pages are always fetched: none is ever stored.
const SHELL = "rembug-shell-{{ version }}";
const SHARED = "rembug-shared";
const FILES = {{ files|safe }};
const OFFLINE = "{% url 'offline' %}";

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll([OFFLINE, ...FILES])).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL && name !== SHARED).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "{{ share_target }}") {
    event.respondWith(takeIn(request));
  } else if (request.method === "GET" && FILES.includes(pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  }
});

// A file shared from another app waits in the cache until the import page takes it.
async function takeIn(request) {
  const file = (await request.formData()).get("file");
  if (file instanceof File) {
    const cache = await caches.open(SHARED);
    const headers = { "Content-Type": file.type, "X-File-Name": encodeURIComponent(file.name) };
    await cache.put("{{ share_target }}", new Response(file, { headers }));
  }
  return Response.redirect("{{ share_next }}", 303);
}
