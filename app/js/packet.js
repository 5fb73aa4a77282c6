// Puts files into a zip and hands it to the person. The zip code is fetched when it is first asked for.

export async function savePacket(name, files) {
  let blob;
  try {
    const { pack } = await import(new URL("packet.js", document.baseURI).href);
    blob = await pack(files);
  } catch {
    return false;
  }
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return true;
}
