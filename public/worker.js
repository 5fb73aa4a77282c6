// Checks long texts beside the page, in a thread of its own.
//
// Input: first the compiled program and the address of its script, then one text after the other. Output: one answer each.
// Keeps nothing between two texts. A program that has stopped answers nothing more, so the page replaces the worker.

let program;

async function load({ glue, module }) {
  const exports = await import(glue);
  await exports.default({ module_or_path: module });
  return exports;
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
    self.postMessage({ revision: data.revision, answer: answerTask(data.task, data.text) });
  } catch {
    self.postMessage({ failed: true });
  }
};
