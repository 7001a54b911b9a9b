import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestColour, trelloColour } from './colours.ts';
import { notAfter, objectIdTime, readInstant } from './instant.ts';
import { composeNotes, wordsOf } from './notes.ts';
import { cleanText, cutText, readId, readText } from './text.ts';

test('text loses what Postgres refuses and says so', () => {
  expect(cleanText('a\u0000b')).toEqual({ text: 'ab', removed: true });
  expect(cleanText('a\ud800b')).toEqual({ text: 'a\ufffdb', removed: true });
  expect(cleanText('a\r\nb\rc')).toEqual({ text: 'a\nb\nc', removed: false });
  expect(cleanText('ä😀')).toEqual({ text: 'ä😀', removed: false });
});

test('a cut text is short enough and whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 20 }), (text, limit) => {
      const cut = cutText(text, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true);
      if (text.length <= limit) expect(cut).toBe(text);
    }),
  );
});

test('numbers become text, objects do not', () => {
  expect(readText(12)).toEqual({ text: '12', note: 'not-text' });
  expect(readText({ toString: 1 })).toBe('odd');
  expect(readText('  ')).toBeNull();
  expect(readText(null)).toBeNull();
  expect(readId(12)).toBe('12');
  expect(readId(1.5)).toBeNull();
  expect(readId('a\u0000')).toBeNull();
  expect(readId('x'.repeat(301))).toBeNull();
});

test('instants are believed when they are instants', () => {
  expect(readInstant('2013-07-31T17:00:00.000Z')).toBe('2013-07-31T17:00:00.000Z');
  expect(readInstant('2013-07-31T19:00:00+02:00')).toBe('2013-07-31T17:00:00.000Z');
  for (const odd of [
    '2013-07-31',
    'tomorrow',
    '2013-02-31T99:00:00Z',
    '0000-01-01T00:00:00Z',
    5,
    null,
    {},
  ]) {
    expect(readInstant(odd as string)).toBeNull();
  }
  expect(objectIdTime('51cfc36960e453730c000a95')).toBe('2013-06-30T05:34:33.000Z');
  expect(objectIdTime('nope')).toBeNull();
  expect(notAfter('2026-01-02T00:00:00.000Z', new Date('2026-01-01T00:00:00Z'))).toBeNull();
});

test('colours go to the nearest of ours', () => {
  const known = {
    d73a4a: 'red',
    '0075ca': 'blue',
    cfd3d7: 'grey',
    a2eeef: 'teal',
    '7057ff': 'violet',
    '008672': 'teal',
    e4e669: 'yellow',
    ffffff: 'grey',
    '#ff8800': 'orange',
  };
  for (const [hex, colour] of Object.entries(known))
    expect([hex, nearestColour(hex)]).toEqual([hex, colour]);
  expect(nearestColour('zzz')).toBe('grey');
  expect(trelloColour('green_dark')).toEqual({ colour: 'green', exact: false });
  expect(trelloColour('purple')).toEqual({ colour: 'violet', exact: false });
  expect(trelloColour(null)).toEqual({ colour: 'grey', exact: true });
});

test('a link in notes stays one link', () => {
  const parts = { title: null, body: '', assignees: [], origin: null };
  const attachments = [
    { name: 'a] (b) [c', url: 'https://x.example/a b)>' },
    { name: 'script', url: 'javascript:alert(1)' },
  ];
  const { notes } = composeNotes({ ...parts, attachments }, wordsOf('en'), 1000);
  expect(notes).toBe(
    '## Attachments\n\n- [a\\] (b) \\[c](<https://x.example/a%20b)%3E>)\n- script: javascript:alert(1)',
  );
});

test('notes that are too long are cut in the body', () => {
  const parts = {
    title: null,
    body: 'x'.repeat(200),
    assignees: ['Ada'],
    attachments: [],
    origin: null,
  };
  const { notes, cut } = composeNotes(parts, wordsOf('ru'), 60);
  expect(notes).toMatch(/^x+…\n\nИсполнители: Ada$/);
  expect(notes).toHaveLength(60);
  expect(cut).toBe(true);
});
