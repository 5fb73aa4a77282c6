// What the page's own thread did while something happened, as Chromium's tracing tells it.
//
// Input: an action. Output: the thread's tasks, each with the time it took and the processor time of it. On a machine with
// other work the two differ, and the second says what the page is to blame for.

const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];
const INPUTS = new Set(["keydown", "keypress", "beforeinput", "textInput", "input"]);

/** Runs the action; gives the tasks in order, in milliseconds, with the events of typing that each handled and whether it drew a frame. */
export async function traced(browser, page, action) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await action();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const thread = (event) => `${event.pid}/${event.tid}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread),
  );
  // Of several pages' threads the one that handled events is ours.
  const events = traceEvents.filter((event) => mains.has(thread(event)) && event.dur !== undefined);
  const ours = thread(events.find(({ name }) => name === "EventDispatch"));
  const own = events.filter((event) => thread(event) === ours).sort((one, other) => one.ts - other.ts || other.dur - one.dur);

  const tasks = [];
  let end = -Infinity;
  for (const { name, ts, dur, tdur, args } of own) {
    // A task within a task belongs to it.
    if (name.includes("RunTask") && ts >= end) {
      end = ts + dur;
      // Where the processor's time is not told, it is at most the clock's.
      tasks.push({ duration: dur / 1000, cpu: (tdur ?? dur) / 1000, inputs: [], isFrame: false });
    } else if (name === "EventDispatch" && ts < end && INPUTS.has(args.data?.type)) {
      tasks.at(-1).inputs.push(args.data.type);
    } else if (name === "Commit" && ts < end) {
      tasks.at(-1).isFrame = true;
    }
  }
  return tasks;
}

/** Of each key the time of all tasks that handled it, from its first event to the next key's. */
export function keys(tasks) {
  const acc = [];
  for (const { duration, cpu, inputs } of tasks.filter(({ inputs }) => inputs.length > 0)) {
    if (inputs.includes("keydown") || acc.length === 0) acc.push({ duration: 0, cpu: 0 });
    acc.at(-1).duration += duration;
    acc.at(-1).cpu += cpu;
  }
  return acc;
}

/** Of each key the time of everything that the thread does until the next key: handling, drawing, and all that it starts. */
export function wholeKeys(tasks) {
  const acc = [];
  for (const { duration, cpu, inputs } of tasks) {
    if (inputs.includes("keydown")) acc.push({ duration: 0, cpu: 0 });
    if (acc.length === 0) continue;
    acc.at(-1).duration += duration;
    acc.at(-1).cpu += cpu;
  }
  return acc;
}

/** Of each key the time of everything that the thread does from its first event to the end of the frame that shows it. */
export function drawnKeys(tasks) {
  const acc = [];
  let key = null;
  for (const { duration, cpu, inputs, isFrame } of tasks) {
    if (inputs.includes("keydown")) {
      key = { duration: 0, cpu: 0, isTyped: false };
      acc.push(key);
    }
    if (key === null) continue;
    key.duration += duration;
    key.cpu += cpu;
    key.isTyped ||= inputs.includes("input");
    if (key.isTyped && isFrame) key = null;
  }
  return acc;
}
