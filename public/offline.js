// Keeps the page's own files in the browser, so that it works without a network.
//
// The build puts VERSION, FILES and LATER in front of this script: every file of one build with the hash of its content, and
// those of them that are kept only once they were asked for.
// Holds nothing else, neither what a person types nor what other addresses answer. The files of two builds never mix:
// a version is complete before it is used, and is used for all files or none.

const PREFIX = "gabarito-";
const NAME = PREFIX + VERSION;
const PAGE = "/";

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") {
    self.skipWaiting();
  }
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) {
    return;
  }
  if (pathname in FILES && pathname !== PAGE) {
    event.respondWith(kept(pathname));
  } else if (request.mode === "navigate" && /^\/($|codigos(\/|$)|compor(\/|$)|layouts(\/|$)|planilha(\/|$))/.test(pathname)) {
    event.respondWith(page());
  }
});

async function keep() {
  const cache = await caches.open(NAME);
  try {
    const first = Object.entries(FILES).filter(([path]) => !LATER.includes(path));
    await Promise.all(first.map(([path, integrity]) => keepFile(cache, path, integrity)));
  } catch (failure) {
    await caches.delete(NAME);
    throw failure;
  }
}

// The browser compares the hash: a file of another build, served in the meantime, is a failure.
async function keepFile(cache, path, integrity) {
  const answer = await fetch(path, { integrity, cache: "no-cache" });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  await cache.put(path, answer);
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// The browser may have thrown the files away to gain room.
async function kept(path) {
  const cache = await caches.open(NAME);
  const known = await cache.match(path);
  if (!known && LATER.includes(path)) {
    await keepFile(cache, path, FILES[path]);
    return cache.match(path);
  }
  return known ?? fetch(path);
}

// A newer version that waits takes over here, unless another window still shows this one.
async function page() {
  const { waiting } = self.registration;
  if (waiting && (await self.clients.matchAll()).length < 2) {
    waiting.postMessage("take over");
    // Nothing to see, and loaded again at once. Without an icon of its own the browser would ask for one.
    const headers = { "content-type": "text/html", "content-security-policy": "default-src 'self'", refresh: "0" };
    return new Response('<!doctype html><link rel="icon" href="/favicon.svg">', { headers });
  }
  return kept(PAGE);
}
