// Puts a text into the clipboard, or into a file of the person's own. Nothing is sent anywhere.

export function copyText(text) {
  if (navigator.clipboard) {
    // A browser that refuses leaves the clipboard as it was.
    navigator.clipboard.writeText(text).catch(() => copyBySelection(text));
  } else {
    copyBySelection(text);
  }
}

export function saveText(name, kind, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Outside of https and of this computer there is no clipboard to write to.
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
