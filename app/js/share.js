// Packs a text into the part of an address after its hash, which no browser sends to a server, and unpacks it again.
//
// What comes from an address is hostile until proven otherwise: it is looked at only up to a length, and what unfolds from
// it only up to another.

const MARK = "#payload=";
/** How long the packed text may be, in characters: chats and tickets cut longer addresses. */
const PACKED = 32_000;
/** How long the text may be, in bytes. */
const UNPACKED = 400_000;

/** The address that carries this text; nothing when it is too long. */
export async function linkOf(text) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > UNPACKED) {
    return null;
  }
  const packed = await read(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")), UNPACKED);
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const fragment = letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return fragment.length > PACKED ? null : new URL(MARK + fragment, document.baseURI).href;
}

/** What the address carries, if it carries anything; it is taken out of the address at once. */
export function takeFragment() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(MARK)) {
    return null;
  }
  history.replaceState(history.state, "", pathname + search);
  return hash.slice(MARK.length);
}

/** The text in it; nothing when it is none, or too long. */
export async function textOf(fragment) {
  if (fragment.length > PACKED) {
    return null;
  }
  try {
    const letters = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await read(stream, UNPACKED));
  } catch {
    return null;
  }
}

/** Numbers that nobody can foretell. */
export function drawKey() {
  return crypto.getRandomValues(new BigUint64Array(2));
}

// A few kilobytes can unfold into gigabytes: reading stops where that shows.
async function read(stream, limit) {
  const chunks = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError("too long");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
