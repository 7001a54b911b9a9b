import { UsageError } from './usage-error.ts';

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of `90m`, `12h`, `30d` or `2w`. Throws `UsageError` for anything else, zero included. */
export function readDuration(text: string): number {
  const match = /^(\d{1,5})([mhdw])$/.exec(text);
  const count = Number(match?.[1]);
  if (!match || count === 0) {
    throw new UsageError(`"${text}" is not a duration like 90m, 12h, 30d or 2w`);
  }
  return count * milliseconds[match[2] as keyof typeof milliseconds];
}
