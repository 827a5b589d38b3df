// Makes Parley open without a connection. It keeps the shell and the assets of
// one version, and nothing that belongs to a person. The server puts before
// this text what the version is and what it is made of:
//   self.parley = {version, shell, assets}
// The stream, the API and everything else that is no page and no asset never
// passes through here.
"use strict";

const { version, shell, assets } = self.parley;
const prefix = "parley-shell-";
const cacheName = prefix + version;

// A page that has not begun to arrive by then is answered by the shell, which
// connects by itself.
const patience = 4000;

const server = /^\/(api|static|metrics|healthz|readyz)(\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

async function keep() {
  const cache = await caches.open(cacheName);
  // Assets come from the browser's own cache where the page just loaded them.
  await cache.addAll([...assets, new Request(shell, { cache: "reload" })]);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(forget());
});

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)));
}

self.addEventListener("message", (event) => {
  switch (event.data?.type) {
    case "version":
      event.ports[0].postMessage(version);
      break;
    case "skip-waiting":
      self.skipWaiting();
      break;
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) {
    event.respondWith(asset(request, url));
  } else if (request.mode === "navigate" && request.destination === "document" && !server.test(url.pathname)) {
    event.respondWith(page(request));
  }
});

// An address with a hash means one content for ever, so the kept copy is as
// good as any. Without one, the copy serves only when the server does not.
async function asset(request, url) {
  const cache = await caches.open(cacheName);
  if (url.searchParams.has("v")) {
    return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
  }
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

// Pages come from the server. Where it cannot be reached, or a proxy answers in
// its place that it is down, the shell does.
async function page(request) {
  const cache = await caches.open(cacheName);
  const late = new Promise((done) => setTimeout(done, patience));
  const answer = fetch(request).catch(() => undefined);
  const response = await Promise.race([answer, late]);
  if (response && ![502, 503, 504].includes(response.status)) return response;
  return (await cache.match(shell, { ignoreVary: true })) ?? response ?? (await answer) ?? Response.error();
}
