import { expect, test } from 'vitest';
import { found } from './testing/plant.ts';
import { checkZones } from './zones.ts';

const check = (text: string, path = 'server/task/a.ts') => found(checkZones, { [path]: text });

test.each([
  'at.getHours();',
  'const day = new Date(at).getDate();',
  'const read = at.getDay;',
  'at.setMonth(3);',
  'at.getTimezoneOffset();',
  'at.toDateString();',
  "new Date(at).toLocaleDateString('en');",
  'at.toLocaleTimeString();',
  "at.toLocaleString('en', { dateStyle: 'full' });",
  "new Intl.DateTimeFormat('en');",
  "new Intl.DateTimeFormat('en', { hour: '2-digit' });",
  "new Intl.DateTimeFormat('en', options);",
  'Intl.DateTimeFormat().resolvedOptions().timeZone;',
  "new Date('2026-11-24T10:00');",
  "Date.parse('24 Nov 2026');",
  'new Date(`${day}T${time}`);',
  'new Date(2026, 10, 24);',
])('%j is refused', (text) => {
  expect(check(`const a = 1;\n${text}`)).toEqual([
    expect.stringMatching(/^server\/task\/a\.ts:2: .*that of the process or the browser/),
  ]);
});

test('what says its zone passes', () => {
  const text = `at.getUTCDay(); at.getTime(); at.setUTCHours(0);
    at.toLocaleString('en', { timeZone, dateStyle: 'full' });
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    new Date('2026-11-24'); new Date('2026-11-24T10:00:00Z'); Date.parse('2026-11-24T10:00+03:00');
    new Date(\`\${day}T00:00:00Z\`); new Date(at); new Date(0); Date.UTC(2026, 10, 24);`;
  expect(check(text)).toEqual([]);
  const here = 'Intl.DateTimeFormat().resolvedOptions().timeZone;';
  expect(check(here, 'app/_client/device-zone.ts')).toEqual([]);
  expect(check('new Date().getHours();', 'server/task/a.test.ts')).toEqual([]);
});
