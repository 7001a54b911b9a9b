import { expect, test } from 'vitest';
import { loadEnv } from '../../platform/env.ts';
import { checkFleet } from './check-fleet.ts';

const said = (source: Record<string, string>) => checkFleet(loadEnv(source)).message;
const REDIS_URL = 'redis://127.0.0.1';

test('what a second process and a second machine need is said', () => {
  expect(said({})).toBe('one, with the work inside; more need REDIS_URL');
  expect(said({ REDIS_URL, CAIRN_PROCESSES: '2' })).toBe(
    '2 here, one of all does the work; before a second machine joins, set CAIRN_SECRET and FILES_DIR, a folder that all machines see',
  );
  const alike = { CAIRN_SECRET: 'a'.repeat(43), FILES_DIR: '/files' };
  expect(said({ REDIS_URL, CAIRN_WORKER: 'off', ...alike })).toBe(
    '1 here, the work is left to others',
  );
});
