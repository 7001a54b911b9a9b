// A terminal sends Ctrl-C to every process of the group, and those in between pass it on once more.
const samePressMs = 1000;

type Stop = (signal: NodeJS.Signals) => void;

/** Calls `stop` at the first signal that asks for the end; a later one ends the process at once. */
export function onSignal(stop: Stop, signals: NodeJS.Signals[] = usual): void {
  let asked: number | null = null;
  const hear = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (asked === null) {
      asked = now;
      stop(signal);
    } else if (now - asked > samePressMs) process.exit(1);
  };
  for (const signal of signals) process.on(signal, hear);
}

const usual: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
