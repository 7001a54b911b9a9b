import { expect } from 'vitest';
import { resolveSession } from '../auth/sessions.ts';
import { getInstance } from '../instance/get-instance.ts';
import { updateInstance } from '../instance/update-instance.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { disableUser } from './disable-user.ts';
import { enableUser } from './enable-user.ts';
import { setAdmin } from './set-admin.ts';

// The owner is the first of the instance, and so its administrator.
const refused = {
  otherTenant: { by: ({ stranger }: Stage) => stranger.ctx(), code: /^FORBIDDEN$/ },
  roleTooLow: { by: ({ world }: Stage) => world.anonymous(), code: /^UNAUTHORIZED$/ },
  trace: 'account_audit',
} as const;

let someone: Person;
const other = async ({ world }: Stage) => {
  someone = await world.person('Someone');
  return { userId: someone.userId };
};

fiveTests({
  name: 'admin.disableUser',
  verb: disableUser,
  input: other,
  happy: async (user, { world }) => {
    expect(user).toMatchObject({ id: someone.userId, disabledAt: expect.any(String) as string });
    expect(await resolveSession(world.runtime.db, someone.session)).toBeNull();
  },
  ...refused,
});

fiveTests({
  name: 'admin.enableUser',
  verb: enableUser,
  input: async (stage) => {
    const input = await other(stage);
    await disableUser(stage.owner.ctx(), input);
    return input;
  },
  happy: async (user, { world }) => {
    expect(user).toMatchObject({ id: someone.userId, disabledAt: null });
    // What ended stays ended.
    expect(await resolveSession(world.runtime.db, someone.session)).toBeNull();
  },
  ...refused,
});

fiveTests({
  name: 'admin.setAdmin',
  verb: setAdmin,
  input: async (stage) => ({ ...(await other(stage)), admin: true }),
  happy: (user) => expect(user).toMatchObject({ id: someone.userId, isAdmin: true }),
  ...refused,
});

fiveTests({
  name: 'instance.update',
  verb: updateInstance,
  input: async () => ({ set: { name: `Ours ${testId()}`, signUp: 'invitation' as const } }),
  happy: async (instance, { world }, { set }) => {
    expect(instance).toMatchObject(set);
    expect(await getInstance(world.anonymous())).toEqual(instance);
  },
  ...refused,
});
