// Turns the page's service worker on and off. It holds the files of the page, so that it opens without a network.

const PREFIX = "gabarito-";

/** Whether this browser has what it takes; outside of https and of this computer it has not. */
export function isOfflinePossible() {
  return "serviceWorker" in navigator && "caches" in globalThis;
}

/** Keeps the files of the page from now on. */
export async function keepOffline() {
  try {
    await navigator.serviceWorker.register(new URL("offline.js", document.baseURI));
  } catch {
    // Without it the page works as before, with a network.
  }
}

/** Ends the worker and empties what it kept. */
export async function forgetOffline() {
  try {
    const registrations = await navigator.serviceWorker.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
  } catch {
    // What cannot be asked for was never kept.
  }
}
