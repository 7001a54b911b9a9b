import { expect, test } from 'vitest';
import { loadEnv } from '../platform/env.ts';
import { hostNotice } from './host-notice.ts';

test.each([
  ['http://127.0.0.1:3000', {}],
  ['http://192.168.1.7:3000', {}],
  ['http://8.8.8.8:3000', { CAIRN_HOSTS: '8.8.8.8' }],
  ['https://tasks.example', { CAIRN_URL: 'https://tasks.example' }],
])('%s is answered with %j', (shown, source) => {
  expect(hostNotice(shown, loadEnv(source))).toBeNull();
});

test.each(['http://8.8.8.8:3000', 'http://tasks.example:3000', 'http://[2606:4700::1]:3000'])(
  '%s, public and not configured, is told to be refused',
  (shown) => {
    expect(hostNotice(shown, loadEnv({}))).toMatch(/set CAIRN_URL .* CAIRN_HOSTS\.$/);
  },
);
