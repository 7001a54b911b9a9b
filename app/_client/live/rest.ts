/** Pauses between tries, longer each time, that something can end early. */
export type Rest = {
  /** Waits before the next try: at least so many milliseconds. */
  pause: (atLeast?: number) => Promise<void>;
  /** Ends a pause now. */
  wake: () => void;
  /** It worked: the next pause is a short one again. */
  reset: () => void;
};

const shortest = 500;
const longest = 15_000;

/** @param random 0 to 1: clients that lost the same server do not come back in the same moment */
export function createRest(random: () => number = Math.random): Rest {
  let tries = 0;
  let end = () => undefined as void;
  return {
    pause(atLeast = 0) {
      const most = Math.min(longest, shortest * 2 ** tries);
      tries += 1;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, Math.max(atLeast, most * (0.5 + random() / 2)));
      end = resolve;
      return promise.finally(() => clearTimeout(timer));
    },
    wake: () => end(),
    reset: () => void (tries = 0),
  };
}
