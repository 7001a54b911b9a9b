import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const chrome = `Chrome/142.0.0.0 Safari/537.36`;

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} ${chrome}`, 'Chrome', 'Windows', 'desk'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/142.0`, 'Chrome', 'Linux', 'desk'],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} ${chrome} Edg/142.0`, 'Edge', 'Windows', 'desk'],
  [`Mozilla/5.0 (Windows NT 10.0) ${webkit} ${chrome} YaBrowser/25.8`, 'Yandex', 'Windows', 'desk'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari',
    'macOS',
    'desk',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
    'hand',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${webkit} Chrome/142.0 Mobile Safari/537.36`,
    'Chrome',
    'Android',
    'hand',
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    'Firefox',
    'Linux',
    'desk',
  ],
  ['curl/8.5.0', 'curl', null, 'program'],
  ['Mozilla/5.0 (Nokia)', null, null, 'desk'],
  [null, null, null, 'program'],
] as const)('%s', (userAgent, browser, system, kind) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system, kind });
});
