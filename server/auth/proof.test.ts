import { globSync, readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type * as account from '../account/scope.ts';
import type * as admin from '../admin/scope.ts';
import type * as attachment from '../attachment/scope.ts';
import type * as importing from '../import/scope.ts';
import type * as instance from '../instance/scope.ts';
import type * as invite from '../invite/scope.ts';
import type * as member from '../member/scope.ts';
import type * as notification from '../notification/scope.ts';
import type * as plan from '../plan/scope.ts';
import type * as push from '../push/scope.ts';
import type * as relation from '../relation/scope.ts';
import type * as reminder from '../reminder/scope.ts';
import type * as trash from '../trash/scope.ts';
import type * as upload from '../upload/scope.ts';
import type * as view from '../view/scope.ts';
import type * as workspace from '../workspace/scope.ts';
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
  expectTypeOf<Unproved<typeof admin>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof attachment>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof change>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof comment>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof label>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof member>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof notification>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof presence>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof project>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof push>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof relation>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof reminder>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof section>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof task>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof trash>>().toEqualTypeOf<never>();
  expectTypeOf<Unproved<typeof view>>().toEqualTypeOf<never>();
});

test('of the others each has its reason', () => {
  // A link is its own proof; whether somebody is the last administrator is no row.
  expectTypeOf<Unproved<typeof account>>().toEqualTypeOf<'getLinkOwner' | 'getLastAdministrator'>();
  // The caller's own, with the proof that it hands out.
  expectTypeOf<Unproved<typeof importing>>().toEqualTypeOf<'getImportRow'>();
  // What everybody is told.
  expectTypeOf<Unproved<typeof instance>>().toEqualTypeOf<'getSettings'>();
  // An invite's secret is its own proof.
  expectTypeOf<Unproved<typeof invite>>().toEqualTypeOf<
    'describeInvite' | 'isOpenInvite' | 'letsSignUp'
  >();
  // Its condition is made of a proof.
  expectTypeOf<Unproved<typeof plan>>().toEqualTypeOf<'listPlanRows'>();
  // The caller's own, by who calls.
  expectTypeOf<Unproved<typeof upload>>().toEqualTypeOf<
    'getUploadRow' | 'getUpload' | 'requireUploadOnce' | 'measureUpload'
  >();
  // What an account is in, asked for before there is a member.
  expectTypeOf<Unproved<typeof workspace>>().toEqualTypeOf<'listMemberships' | 'getWorkspaceRow'>();
});

test('no scope is left out', () => {
  const text = readFileSync(import.meta.filename, 'utf8');
  const read = [...text.matchAll(/from '\.\.\/([\w-]+\/scope\.ts)'/g)].map(([, name]) => name);
  expect(new Set(read)).toEqual(new Set(globSync('*/scope.ts', { cwd: 'server' })));
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
