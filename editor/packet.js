// Files with names become one zip, stored as they are. Loaded by the page when a person asks for a support packet.

import { downloadZip } from "client-zip";

/** `files` are pairs of a name and a text. */
export function pack(files) {
  return downloadZip(files.map(([name, input]) => ({ name, input, lastModified: new Date() }))).blob();
}
