// Starts the worker that checks long texts, and speaks with it.
//
// The worker runs the program that the page has already loaded: it is handed the compiled module, and fetches nothing of
// its own but its two scripts. A text goes over as bytes that change hands, made piece by piece between two keys.

import { pauseAfter } from "./pause.js";

export function startWorker(glue, module, onAnswer, onFailure) {
  const worker = new Worker(new URL("worker.js", document.baseURI), { type: "module", name: "gabarito" });
  let isStopped = false;
  worker.onmessage = ({ data }) => {
    if (data.failed) {
      onFailure();
    } else {
      onAnswer(data.revision, data.pages);
    }
  };
  worker.onerror = (event) => {
    // The page says it in its own words.
    event.preventDefault();
    onFailure();
  };
  worker.postMessage({ glue, module });
  return {
    async ask(revision, task, text) {
      const encoder = new TextEncoder();
      const chunks = [];
      let begun = performance.now();
      for (const piece of text.pieces()) {
        chunks.push(encoder.encode(piece));
        begun = await pauseAfter(begun);
        if (isStopped) {
          return;
        }
      }
      const buffers = chunks.map((chunk) => chunk.buffer);
      worker.postMessage({ revision, task, chunks }, buffers);
    },
    stop() {
      isStopped = true;
      worker.terminate();
    },
  };
}
