'use client';

import { keyLegends, useApple } from './keys.ts';
import type { Keys } from './keys.ts';

/** A hint of keys, for eyes only: the control itself says them with `aria-keyshortcuts`. */
export function Kbd({ keys }: { keys: Keys }) {
  const steps = keyLegends(keys, useApple());
  return (
    <span aria-hidden className="inline-flex gap-1 text-xs font-medium">
      {steps.map((step, at) => (
        <span key={at} className="inline-flex gap-0.5">
          {step.map((key) => (
            <kbd
              key={key}
              className="inline-flex h-4 min-w-4 items-center justify-center rounded-[4px] border border-current/30 px-1 font-sans"
            >
              {key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
