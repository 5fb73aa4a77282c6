// A long text that the page holds but does not look into: a whole string, or the editor's snapshot, which has the same
// three ways to be read.

/** How much of a string one piece holds, in UTF-16 units. */
const PIECE = 64 * 1024;

class WholeText {
  constructor(text) {
    this.whole = text;
  }

  get length() {
    return this.whole.length;
  }

  head(length) {
    return this.whole.slice(0, length);
  }

  text() {
    return this.whole;
  }

  *pieces() {
    let at = 0;
    while (at < this.whole.length) {
      const last = this.whole.charCodeAt(at + PIECE - 1);
      // Two units that are one character stay together.
      const end = at + PIECE + (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
      yield this.whole.slice(at, end);
      at = end;
    }
  }
}

export function longText(text) {
  return new WholeText(text);
}
