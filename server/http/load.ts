/** How many calls are worked on before more are turned away. */
export type LoadLimits = {
  /** So many at once are worked on. */
  most: number;
  /** Fewer, where the process itself is late by more than `lag` milliseconds. */
  mostLate: number;
  lag: number;
};

/** What is being worked on. */
export type Load = {
  /** True where one more could not be served in time. */
  isFull(): boolean;
  /** Counts a call in. @returns counts it out, once */
  enter(): () => void;
};

/** @param lag by how many milliseconds the process was late the last time that it was due */
export function createLoad(limits: LoadLimits, lag: () => number): Load {
  let atWork = 0;
  return {
    isFull: () => atWork >= limits.most || (atWork >= limits.mostLate && lag() > limits.lag),
    enter: () => {
      atWork += 1;
      let inside = true;
      return () => {
        if (inside) atWork -= 1;
        inside = false;
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
