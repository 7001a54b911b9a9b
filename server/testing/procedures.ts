import type { AnyProcedure } from '@trpc/server';
import type * as z from 'zod';
import type { Meta } from '../trpc/ladder.ts';
import { appRouter } from '../trpc/root.ts';

type Definition = { meta?: Meta; type: string; inputs: z.ZodType[] };

export type Procedure = { path: string; action: string; type: string; input: z.ZodType };

/** Every procedure of the contract: its path, the action of its rung, whether it reads or writes, what it takes. */
export function proceduresOf(): Procedure[] {
  const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
  const found: Procedure[] = [];
  const walk = (node: Record<string, unknown>, at: string[]) => {
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'function') {
        const { meta, type, inputs } = (value as AnyProcedure)._def as unknown as Definition;
        const action = meta?.action ?? '';
        const [input] = inputs;
        if (!input) throw new Error(`${at.join('.')}.${name} does not say what it takes`);
        found.push({ path: [...at, name].join('.'), action, type, input });
      } else {
        walk(value as Record<string, unknown>, [...at, name]);
      }
    }
  };
  walk(procedures, []);
  return found;
}
