// Lets whatever waits go first, such as a key that was pressed, so that long work comes in short tasks.

/** How long a task of ours may last, in milliseconds. */
const SLICE = 5;

export function pause() {
  return globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Pauses once `begun` lies too far back; gives the beginning of the task that goes on. */
export async function pauseAfter(begun) {
  if (performance.now() - begun < SLICE) {
    return begun;
  }
  await pause();
  return performance.now();
}
