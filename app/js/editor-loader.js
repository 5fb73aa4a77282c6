// Fetches the editor on first use, so that the page is there before it.
//
// The bundle lies beside the page and not inside the program: the browser keeps the two apart.

export async function createEditor(options) {
  const bundle = new URL("editor.js", document.baseURI).href;
  const editor = await import(bundle);
  return editor.createEditor(options);
}
