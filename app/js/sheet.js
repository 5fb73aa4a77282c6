// Speaks with the worker that reads spreadsheets. It is started when the first task comes, and ended to stop a task.

class Sheets {
  #worker = null;
  #waiting = null;

  constructor(onProgress, onAnswer) {
    this.onProgress = onProgress;
    this.onAnswer = onAnswer;
  }

  /** Makes a model and saves it under a name. */
  model(layout, kind, lang, name) {
    this.#ask({ task: "model", layout, kind, lang }, name);
  }

  check(file, layout, lang) {
    this.#ask({ task: "check", file, layout, lang }, "");
  }

  /** Writes what comes of the file that was checked last, and saves it under a name. */
  write(what, withFaulty, name) {
    this.#ask({ task: "write", what, withFaulty }, name);
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#waiting = null;
  }

  #ask(task, name) {
    this.#worker ??= this.#start();
    this.#waiting = name;
    this.#worker.postMessage(task);
  }

  #start() {
    const worker = new Worker(new URL("sheet-worker.js", document.baseURI), { type: "module", name: "gabarito-planilha" });
    const fail = () => {
      this.stop();
      this.onAnswer("failed", "");
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    worker.onmessage = ({ data }) => {
      if (data.progress) {
        this.onProgress(data.progress.done, data.progress.total);
      } else if (data.failed) {
        fail();
      } else if (data.blob) {
        saveBlob(this.#waiting, data.blob);
        this.onAnswer("saved", this.#waiting);
      } else {
        this.onAnswer("checked", data.checked);
      }
    };
    return worker;
  }
}

export function startSheets(onProgress, onAnswer) {
  return new Sheets(onProgress, onAnswer);
}

function saveBlob(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
