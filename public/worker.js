// Checks long texts beside the page, in a thread of its own.
//
// Input: first the compiled program and the address of its script, then one text after the other, as bytes in chunks.
// Output: one answer each, in pages that are read one by one. Keeps nothing between two texts. A program that has stopped
// answers nothing more, so the page replaces the worker.

let program;

async function load({ glue, module }) {
  const exports = await import(glue);
  await exports.default({ module_or_path: module });
  return exports;
}

function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

self.onmessage = async ({ data }) => {
  if (data.glue) {
    program = load(data);
    // Who waits for it hears of a failure; by itself it is no news.
    program.catch(() => {});
    return;
  }
  try {
    const { answerTask } = await program;
    self.postMessage({ revision: data.revision, pages: answerTask(data.task, joined(data.chunks)) });
  } catch {
    self.postMessage({ failed: true });
  }
};
