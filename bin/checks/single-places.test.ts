import { expect, test } from 'vitest';
import { checkSinglePlaces } from './single-places.ts';
import { found } from './testing/plant.ts';

const env = 'process.env is read in server/platform/env.ts only';
const clock =
  'the time comes from ctx.now, or from server/platform/clock.ts and app/_client/clock.ts';
const global = 'write the name itself; only server/auth/bridge.ts needs the global object';
const outgoing = 'the server connects to others in server/platform/outgoing.ts only';
const zod = "import * as z from 'zod', or the bundle carries all of it";

test.each([
  ['const a = 1;\nconst b = process.env.PORT;', 2, env],
  ["process['env'].PORT;", 1, env],
  ['const { env } = process;', 1, env],
  ['read(process);', 1, env],
  ["import { env } from 'node:process';", 1, env],
  ["import * as here from 'node:process';", 1, env],
  ["import here from 'process';", 1, env],
  ["const here = await import('node:process');", 1, env],
  ['globalThis.process.env.PORT;', 1, global],
  ["globalThis['process'].env.PORT;", 1, global],
  ['const all = globalThis;', 1, global],
  ['Date.now();', 1, clock],
  ['new Date();', 1, clock],
  ['new Date;', 1, clock],
  ['Date();', 1, clock],
  ["Date['now']();", 1, clock],
  ['globalThis.Date.now();', 1, global],
  ['const D = Date;', 1, clock],
  ['Reflect.construct(Date, []);', 1, clock],
  ['performance.timeOrigin + performance.now();', 1, clock],
  ['const { timeOrigin } = performance;', 1, clock],
  ["new Intl.DateTimeFormat('en').format();", 1, clock],
  ['format.formatToParts();', 1, clock],
  ['Temporal.Now.instant();', 1, clock],
  ['const { Now } = Temporal;', 1, clock],
  ["import { createTransport } from 'nodemailer';", 1, outgoing],
  ["import { connect } from 'node:tls';", 1, outgoing],
  ["const https = await import('node:https');", 1, outgoing],
  ["await fetch('https://example.org');", 1, outgoing],
  ["import { z } from 'zod';", 1, zod],
  ["import z from 'zod';", 1, zod],
  ["const { z } = await import('zod');", 1, zod],
])('%j is refused', (text, line, message) => {
  expect(found(checkSinglePlaces, { 'server/task/a.ts': text })).toEqual([
    `server/task/a.ts:${line}: ${message}`,
  ]);
});

test('the one place of each passes, and what is no clock', () => {
  const files = {
    'server/platform/env.ts': 'process.env.PORT;',
    'server/platform/clock.ts': 'Date.now();',
    'server/platform/beside.ts': 'performance.now();',
    'server/platform/outgoing.ts': "import { connect } from 'node:tls';",
    'app/_client/ask.ts': "fetch('/api/trpc');",
    'app/_client/clock.ts': 'new Date();',
    'server/auth/bridge.ts': '(globalThis as Holder)[place] = bridge;',
    'server/task/a.ts': `import * as z from 'zod'; import type { ZodType } from 'zod'; // Date.now()
      new Date(5); Date.parse('2026'); Date.UTC(2026); let at: Date; process.pid; process.on('exit', end);
      const { process: run } = it; it.process.env; dates.format(at); globalThis.console = quiet;`,
    'server/task/a.test.ts': 'process.env.TZ; Date.now();',
    'bin/start.mjs': 'process.env.PORT;',
    'next.config.js': 'process.env.PORT;',
  };
  expect(found(checkSinglePlaces, files)).toEqual([]);
});
