// Asks the server that this page came from, and no other: an address is a path below the page's own.
//
// The answer is status and text; nothing where none came, or where the question was stopped.

export function newStop() {
  return new AbortController();
}

export async function ask(path, headers, body, stop) {
  try {
    const response = await fetch(new URL(path, document.baseURI), {
      method: body === undefined ? "GET" : "POST",
      headers,
      body,
      signal: stop?.signal,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    return [response.status, await response.text()];
  } catch {
    return null;
  }
}

/** A name for one intention to send, that nobody else draws. */
export function drawName() {
  // Only secure addresses have the first.
  return crypto.randomUUID?.() ?? crypto.getRandomValues(new BigUint64Array(2)).join("-");
}
