import { expect, test } from 'vitest';
import { checkSinglePlaces } from './single-places.ts';
import { found } from './testing/plant.ts';

const env = 'process.env is read in server/platform/env.ts only';
const clock =
  'the time comes from ctx.now, or from server/platform/clock.ts and app/_client/clock.ts';
const zod = "import * as z from 'zod', or the bundle carries all of it";

test.each([
  ['const a = 1;\nconst b = process.env.PORT;', 2, env],
  ["import { env } from 'node:process';", 1, env],
  ['Date.now();', 1, clock],
  ['new Date();', 1, clock],
  ['new Date;', 1, clock],
  ['Date();', 1, clock],
  ['Temporal.Now.instant();', 1, clock],
  ["import { z } from 'zod';", 1, zod],
  ["import z from 'zod';", 1, zod],
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
    'app/_client/clock.ts': 'new Date();',
    'server/task/a.ts':
      "import * as z from 'zod'; import type { ZodType } from 'zod'; new Date(5); // Date.now()",
    'server/task/a.test.ts': 'process.env.TZ; Date.now();',
    'bin/start.mjs': 'process.env.PORT;',
    'next.config.js': 'process.env.PORT;',
  };
  expect(found(checkSinglePlaces, files)).toEqual([]);
});
