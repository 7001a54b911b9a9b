/** How many calls are worked on before more are turned away. */
export type LoadLimits = {
  /** So many at once are worked on. */
  most: number;
  /** Fewer, where calls have come to take more than `wait` milliseconds, or the process itself is late by `lag`. */
  mostLate: number;
  wait: number;
  lag: number;
};

/** How much the last call says of how long calls take by now. */
const weight = 1 / 16;

/** What is being worked on. */
export type Load = {
  /** True where one more could not be served in time. */
  isFull(): boolean;
  /** Counts a call in. @returns counts it out, once */
  enter(): () => void;
};

/** @param lag by how many milliseconds the process was late the last time that it was due */
export function createLoad(
  limits: LoadLimits,
  lag: () => number,
  now: () => number = () => performance.now(),
): Load {
  let atWork = 0;
  let usual = 0;
  const isLate = () => usual > limits.wait || lag() > limits.lag;
  return {
    isFull: () => atWork >= limits.most || (atWork >= limits.mostLate && isLate()),
    enter: () => {
      atWork += 1;
      const start = now();
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        atWork -= 1;
        usual += (now() - start - usual) * weight;
      };
    },
  };
}

const beat = 50;

/** Watches the event loop by a timer that knows when it is due. One a process is enough; it keeps no process alive. */
export function watchLag(): () => number {
  let due = performance.now() + beat;
  let last = 0;
  const tick = () => {
    const now = performance.now();
    last = Math.max(0, now - due);
    due = now + beat;
  };
  setInterval(tick, beat).unref();
  return () => last;
}
