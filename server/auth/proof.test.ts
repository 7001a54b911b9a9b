import { expectTypeOf, test } from 'vitest';
import type * as change from '../change/scope.ts';
import type { WriteCtx } from '../changes/write.ts';
import type * as comment from '../comment/scope.ts';
import type * as label from '../label/scope.ts';
import type { Ctx } from '../platform/context.ts';
import type { Account, Member } from '../platform/member.ts';
import type * as presence from '../presence/scope.ts';
import type * as project from '../project/scope.ts';
import type * as section from '../section/scope.ts';
import type * as task from '../task/scope.ts';

/** What only a guard makes: without one of these among its arguments, no function of a scope gives a row. */
type Proof = Member | Account | WriteCtx | { readonly account: Account };

type Given<F> = F extends (...given: infer G) => unknown ? G[number] : never;
/** True where one of the arguments can be nothing else than a proof. */
type IsProved<F> = true extends (
  Given<F> extends infer One ? (One extends Proof ? true : false) : never
)
  ? true
  : false;
type AsksTheDatabase<F> = F extends (...given: never[]) => Promise<unknown> ? true : false;

/** The functions of a scope that ask the database and could be called without a proof. */
type Unproved<Scope> = {
  [Name in keyof Scope]: AsksTheDatabase<Scope[Name]> extends true
    ? IsProved<Scope[Name]> extends true
      ? never
      : Name
    : never;
}[keyof Scope];

test('no function of a scope gives a row to who has no proof of a guard', () => {
  expectTypeOf<Unproved<typeof task>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof project>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof presence>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof section>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof label>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof comment>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof change>>().toEqualTypeOf<never>();
});

test('the reading sees a function that asks for none', () => {
  type Open = {
    list: (ctx: Ctx, workspaceId: string) => Promise<string[]>;
    fine: (ctx: Ctx, member: Member) => Promise<string[]>;
  };
  expectTypeOf<Unproved<Open>>().toEqualTypeOf<'list'>();
});

test('a proof cannot be written down, it can only be proved', () => {
  const made = { workspaceId: '', userId: '', role: 'owner', timeZone: 'UTC', dayStart: '00:00' };
  expectTypeOf<typeof made>().not.toExtend<Member>();
  expectTypeOf<Promise<Member>>().not.toExtend<Member>();
  expectTypeOf<Ctx>().not.toExtend<WriteCtx>();
});
