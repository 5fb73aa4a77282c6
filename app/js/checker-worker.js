// Starts the worker that checks long texts, and speaks with it.
//
// The worker runs the program that the page has already loaded: it is handed the compiled module, and fetches nothing of
// its own but its two scripts.

export function startWorker(glue, module, onAnswer, onFailure) {
  const worker = new Worker(new URL("worker.js", document.baseURI), { type: "module", name: "gabarito" });
  worker.onmessage = ({ data }) => {
    if (data.failed) {
      onFailure();
    } else {
      onAnswer(data.revision, data.answer);
    }
  };
  worker.onerror = (event) => {
    // The page says it in its own words.
    event.preventDefault();
    onFailure();
  };
  worker.postMessage({ glue, module });
  return {
    ask: (revision, task, text) => worker.postMessage({ revision, task, text }),
    stop: () => worker.terminate(),
  };
}
