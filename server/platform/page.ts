import type * as z from 'zod';
import type { Action } from '../domain/policy.ts';
import { bug } from './bugs.ts';
import type { Ctx } from './context.ts';
import { badField } from './errors.ts';
import { openText, sealText } from './sealed-text.ts';

/** One page of a list: `nextCursor` is null on the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };

type Caller = Pick<Ctx, 'runtime' | 'principal'>;

/** How the cursors of one list are written and read. */
export type Cursors = {
  /** @param values the sort values of the last row that was read, as JSON */
  seal(ctx: Caller, values: unknown): string;
  /** @throws BAD_REQUEST naming `cursor` for one of another list, person or instance, or that none has given */
  open<T>(ctx: Caller, cursor: string, shape: z.ZodType<T>): T;
};

/**
 * The cursors of one list of the contract. A page may end at a row that its caller does not see, so what stands in a
 * cursor is sealed, and for that person alone; equal places are equal bytes.
 */
export function cursorsOf(list: Action | 'Subscribe'): Cursors {
  return {
    seal(ctx, values) {
      const text = JSON.stringify(values);
      if (bug('cursor-unsealed')) return Buffer.from(text).toString('base64url');
      return sealText(ctx.runtime.secrets, purposeOf(list, ctx), text);
    },
    open(ctx, cursor, shape) {
      try {
        const text = openText(ctx.runtime.secrets, purposeOf(list, ctx), cursor);
        return shape.parse(JSON.parse(text ?? ''));
      } catch (cause) {
        throw badField(['cursor'], 'is not a cursor of this list. Start again without it.', cause);
      }
    },
  };
}

function purposeOf(list: string, { principal }: Caller): string {
  return `cursor ${list} ${'userId' in principal ? principal.userId : null}`;
}
