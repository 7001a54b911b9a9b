import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BugName } from '../../platform/bugs.ts';
import { startRedis } from '../redis.ts';
import { testId } from '../world.ts';
import { startApp } from './app.ts';
import { askApp, askPostgres, isSame, tellApp } from './ask.ts';
import type { Told } from './ask.ts';
import { faultsOf } from './faults.ts';
import type { FaultName } from './faults.ts';
import { createScene } from './scene.ts';
import { pick } from './stage.ts';
import type { Call, Played, Stage } from './stage.ts';
import type { Asker, Question } from './scene.ts';

export type PlayOptions = {
  /** Reads after which it ends, once as many requests with what had been ended were made. */
  reads: number;
  probes?: number;
  bug?: BugName;
  /** Ends at the first wrong answer. */
  untilWrong?: boolean;
  /** Names of the steps and faults that come; all of them unless told. */
  steps?: readonly StepName[];
  faults?: readonly FaultName[];
  /** Without Redis: one process, its cache its own. */
  alone?: boolean;
};

/** Plays random writes, changes of rights, faults and reads, and holds each answer against Postgres's own. */
export async function play(options: PlayOptions): Promise<Played> {
  const scene = await createScene();
  const redis = await startRedis(['--repl-diskless-sync-delay', '0']);
  const { url: databaseUrl } = scene.world.database;
  const redisPort = options.alone ? null : redis.port;
  const given = { databaseUrl, redisPort, bug: options.bug ?? null };
  const apps = [await startApp(given), ...(options.alone ? [] : [await startApp(given)])];
  const played: Played = {
    reads: 0,
    writes: 0,
    probes: 0,
    wrong: [],
    failed: [],
    faults: {},
    counts: [],
  };
  const stage: Stage = { scene, apps, redis, aheadMs: 0, last: null, played };
  // To one alone nothing happens but its own end.
  const faults = faultsOf(
    stage,
    options.faults ?? (options.alone ? ['a process killed'] : undefined),
  );
  const names = options.steps ?? (Object.keys(steps) as StepName[]);
  try {
    const { reads, probes = 0, untilWrong = false } = options;
    const isOver = () => played.reads >= reads && played.probes >= probes;
    while (!isOver() && !(untilWrong && played.wrong.length > 0)) {
      await steps[pick(names)](stage);
      if (randomInt(faults.isOn() ? 3 : 10) === 0) await faults.next();
      await compare(stage, 6);
      await probe(stage);
    }
    await faults.mend();
    for (const app of apps) played.counts.push(await app.counts());
    return played;
  } finally {
    await faults.close();
    for (const app of apps) await app.close();
    await redis.remove();
    await scene.close();
  }
}

/** Asks at random. */
async function compare(stage: Stage, times: number): Promise<void> {
  const { askers } = stage.scene;
  for (let time = 0; time < times; time += 1)
    await compareOne(stage, pick(askers), pick(stage.scene.questions()));
}

/** Asks each process twice, and Postgres alone. */
async function compareOne(stage: Stage, asker: Asker, question: Question): Promise<void> {
  const { apps, played } = stage;
  const all: (Told | null)[] = [];
  for (const app of [...apps, ...apps])
    all.push(await tried(stage, () => askApp(app, asker, question)));
  const right = await askPostgres(asker, question, stage.aheadMs);
  for (const told of all) {
    if (told === null) continue;
    played.reads += 1;
    if (asker.over) played.probes += 1;
    if (!isSame(told, right, { asker, question })) note(stage, { asker, question, told, right });
  }
}

/** Each process is asked with all that was ended: who is over is refused, whatever Redis says. */
async function probe(stage: Stage): Promise<void> {
  const { scene, apps, played } = stage;
  const over = scene.askers.filter((asker) => asker.over);
  const question = pick(scene.questions());
  const one = async (app: Stage['apps'][number], asker: Asker) => {
    const told = await tried(stage, () => askApp(app, asker, question));
    if (told === null) return;
    played.probes += 1;
    if ('data' in told) played.wrong.push(`${asker.person.name} was served after the end`);
  };
  await Promise.all(apps.flatMap((app) => over.map((asker) => one(app, asker))));
}

type Wrong = { asker: Asker; question: Question; told: Told; right: Told };

function note({ played }: Stage, { asker, question, told, right }: Wrong): void {
  const shown = (one: Told) => JSON.stringify(one).slice(0, 160);
  const { path, input } = question;
  const what = `${asker.person.name} ${path} ${JSON.stringify(input)}`;
  played.wrong.push(`${what}: was told ${shown(told)}, Postgres says ${shown(right)}`);
}

/** What is asked of a process; null where it died, and another is started. */
async function tried<T>({ apps, played }: Stage, ask: () => Promise<T>): Promise<T | null> {
  const starts = () => apps.reduce((sum, app) => sum + app.starts(), 0);
  const before = starts();
  try {
    return await ask();
  } catch (error) {
    // A connection ends a moment before its process is known to be dead.
    const isCut = error instanceof TypeError;
    if (isCut) await sleep(200);
    for (const app of apps) if (await app.revive()) played.failed.push('a process ended by itself');
    if (!isCut || starts() === before) played.failed.push(String(error));
    return null;
  }
}

const day = 24 * 3600 * 1000;

/** Sends a write until it is answered, as an honest client does: with the same `opId`, to whoever is there. */
async function send(stage: Stage, asker: Asker, { path, input }: Call): Promise<Told> {
  const whole = { ...input, opId: testId() };
  for (;;) {
    const app = pick(stage.apps);
    const told = await tried(stage, () => tellApp(app, asker, { path, input: whole }));
    if (told === null) continue;
    stage.played.writes += 1;
    stage.last = { asker, call: { path, input: whole } };
    return told;
  }
}

/** A changed task, by somebody who may or may not. */
async function write(stage: Stage): Promise<void> {
  const { workspaceId, tasks, askers, open, hidden, people } = stage.scene;
  const asker = pick(askers.filter(({ over }) => !over));
  const taskId = pick(tasks);
  const title = `task ${randomInt(1000)}`;
  const due = Date.now() + stage.aheadMs + randomInt(-5, 30) * day;
  const dueOn = new Date(due).toISOString().slice(0, 10);
  const projectId = pick([open, hidden]);
  const assigneeIds = { add: [pick([people.olga, people.adam]).userId] };
  const id = testId();
  const call = pick<Call>([
    { path: 'task.update', input: { workspaceId, taskId, set: { title } } },
    { path: 'task.update', input: { workspaceId, taskId, set: { dueOn, priority: randomInt(4) } } },
    { path: 'task.complete', input: { workspaceId, taskId } },
    { path: 'task.reopen', input: { workspaceId, taskId } },
    { path: 'task.assign', input: { workspaceId, taskId, ...assigneeIds } },
    { path: 'task.move', input: { workspaceId, taskId, projectId } },
    { path: 'task.delete', input: { workspaceId, taskId } },
    { path: 'task.restore', input: { workspaceId, taskId } },
    { path: 'task.create', input: { workspaceId, id, projectId, title, dueOn } },
  ]);
  const told = await send(stage, asker, call);
  if (call.path === 'task.create' && 'data' in told) tasks.push(id as never);
}

/** Somebody gains or loses a right. */
async function changeRights(stage: Stage): Promise<void> {
  const { workspaceId, people, askers, hidden, open } = stage.scene;
  const as = (person: Asker['person']) =>
    askers.find((asker) => asker.person === person && !asker.over) as Asker;
  const [olga, adam, mila] = [as(people.olga), as(people.adam), as(people.mila)];
  const { userId } = pick([people.mila, people.gleb]);
  const milaId = people.mila.userId;
  const right = pick(['read', 'comment', 'write']);
  const rights: [Asker, Call][] = [
    [adam, { path: 'project.share', input: { workspaceId, projectId: hidden, userId, right } }],
    [adam, { path: 'project.unshare', input: { workspaceId, projectId: hidden, userId } }],
    [
      olga,
      { path: 'member.setRole', input: { workspaceId, userId, role: pick(['member', 'guest']) } },
    ],
    [
      olga,
      {
        path: 'project.setPrivate',
        input: { workspaceId, projectId: open, private: randomInt(2) === 0 },
      },
    ],
    [olga, { path: 'member.remove', input: { workspaceId, userId: milaId } }],
    [mila, { path: 'account.update', input: { set: { dayStart: pick(['00:00', '05:00']) } } }],
    [
      mila,
      {
        path: 'account.update',
        input: { set: { timeZone: pick(['Pacific/Apia', 'America/Los_Angeles']) } },
      },
    ],
  ];
  const [asker, call] = pick(rights);
  await send(stage, asker, call);
  if (call.path !== 'member.remove') return;
  await compare(stage, 10);
  const invited = await send(stage, olga, {
    path: 'member.invite',
    input: { workspaceId, role: 'member' },
  });
  const { secret } = ('data' in invited ? invited.data : {}) as { secret?: string };
  if (secret) await send(stage, mila, { path: 'invite.accept', input: { secret } });
}

/** A session or token ends while others ask with it; what begins after the answer must be refused. */
async function revoke(stage: Stage): Promise<void> {
  const { scene, apps, played } = stage;
  const person = pick(Object.values(scene.people));
  const kind = pick(['session', 'token'] as const);
  const doomed = await scene.asker(person, kind);
  const by = scene.askers.find((one) => one.person === person && 'cookie' in one.headers) as Asker;
  const question = pick(scene.questions().slice(0, 4));
  let ended = Infinity;
  const begun: { at: number; told: Told | null }[] = [];
  const ask = async () => {
    while (performance.now() < ended + 30) {
      const at = performance.now();
      begun.push({ at, told: await tried(stage, () => askApp(pick(apps), doomed, question)) });
    }
  };
  const asking = [ask(), ask(), ask()];
  await sleep(randomInt(20));
  const call: Call =
    kind === 'session'
      ? { path: 'session.revoke', input: { sessionId: doomed.id } }
      : { path: 'token.revoke', input: { tokenId: doomed.id } };
  await send(stage, by, call);
  ended = performance.now();
  await Promise.all(asking);
  doomed.over = true;
  const late = begun.filter(({ at, told }) => at > ended && told !== null);
  played.probes += late.length;
  for (const { told } of late)
    if (told !== null && 'data' in told)
      played.wrong.push(`${person.name}'s ${kind} was served after it was revoked`);
  scene.askers.push(doomed);
  const gone = scene.askers.filter(({ over }) => over);
  if (gone.length > 4) scene.askers.splice(scene.askers.indexOf(gone[0] as Asker), 1);
}

/** Many write and read at once; what is kept meanwhile must not outlive it. */
async function burst(stage: Stage): Promise<void> {
  const { scene, apps } = stage;
  const asker = pick(scene.askers);
  const reads = Array.from({ length: 12 }, async () => {
    await sleep(randomInt(30));
    await tried(stage, () => askApp(pick(apps), asker, pick(scene.questions())));
  });
  await Promise.all([write(stage), write(stage), write(stage), ...reads]);
  await compareOne(stage, asker, pick(scene.questions()));
}

/** An answered write arrives once more, at whichever process. */
async function replay(stage: Stage): Promise<void> {
  const { last } = stage;
  if (last === null || last.asker.over) return;
  const { asker, call } = last;
  await tried(stage, () => tellApp(pick(stage.apps), asker, call));
}

/** A process dies between its COMMIT and all that follows; the client sends again. */
async function dieAfterCommit(stage: Stage): Promise<void> {
  for (const app of stage.apps) app.tell({ dieAfterCommit: true });
  await compare(stage, 4);
  await write(stage);
}

/** Some days pass; what was due later is due now. */
async function nextDay(stage: Stage): Promise<void> {
  // Most tasks are his, and so become hot for him.
  const { adam } = stage.scene.people;
  const asker = pick(stage.scene.askers.filter(({ person }) => person === adam));
  const question: Question = { path: 'task.listHot', input: {} };
  await compareOne(stage, asker, question);
  stage.aheadMs += randomInt(1, 20) * day;
  for (const app of stage.apps) app.tell({ aheadMs: stage.aheadMs });
  await sleep(20);
  await compareOne(stage, asker, question);
}

const steps = {
  write,
  'write more': write,
  'write still more': write,
  'change rights': changeRights,
  revoke,
  burst,
  replay,
  'next day': nextDay,
  'die after COMMIT': dieAfterCommit,
};
type StepName = keyof typeof steps;
