// Reads spreadsheets beside the page, in a thread of its own: a model is made, a file is checked, what comes back is written.
//
// Input: tasks, one after the other; a file stays here until another comes. Output: how far a task is, then its answer. Its
// program is fetched when the first task comes, from where the page came from, and nothing leaves the browser.

const program = import(new URL("sheets-wasm.js", import.meta.url).href).then(async (program) => {
  await program.default();
  return program;
});
program.catch(() => {});

let job = null;
let told = 0;

/** How often the page hears how far a task is, in milliseconds. */
const PAUSE = 80;

function tell(done, total) {
  const now = performance.now();
  if (now - told >= PAUSE) {
    told = now;
    self.postMessage({ progress: { done, total } });
  }
}

const tasks = {
  async model({ layout, kind, lang }) {
    const { makeModel } = await program;
    return { pieces: [makeModel(layout, kind, lang)] };
  },

  async check({ file, layout, lang }) {
    const { Job } = await program;
    job?.free();
    job = null;
    job = new Job(new Uint8Array(await file.arrayBuffer()), layout, lang);
    return { checked: job.check(tell) };
  },

  async write({ what, withFaulty }) {
    await program;
    const pieces = [];
    const take = (piece) => pieces.push(piece);
    const refused = {
      one: () => job.writeOne(withFaulty, take, tell),
      each: () => job.writeEach(withFaulty, take, tell),
      returned: () => job.writeReturned(take),
    }[what]();
    return refused ? { checked: refused } : { pieces };
  },
};

self.onmessage = async ({ data }) => {
  try {
    const { pieces, checked } = await tasks[data.task](data);
    self.postMessage(pieces ? { blob: new Blob(pieces) } : { checked });
  } catch {
    // The page says it in its own words, and starts another worker.
    self.postMessage({ failed: true });
  }
};
