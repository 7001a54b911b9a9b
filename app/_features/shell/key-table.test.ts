import { expect, test } from 'vitest';
import { messages } from '../../_i18n/messages.ts';
import { acts } from '../command/acts.tsx';
import { keyStep } from './key-step.ts';
import { commandRow, commands } from './key-table.ts';

const press = (over: Partial<KeyboardEvent>) => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
});

test('with Ctrl a key is meant by its letter wherever it stands, and by its place without Latin letters', () => {
  const ctrl = { ctrlKey: true };
  expect(keyStep(press({ key: 'z', code: 'KeyZ', ...ctrl }), false)).toBe('$mod+KeyZ');
  expect(keyStep(press({ key: 'z', code: 'KeyY', ...ctrl }), false)).toBe('$mod+KeyZ');
  expect(keyStep(press({ key: 'y', code: 'KeyZ', ...ctrl }), false)).toBe('$mod+KeyY');
  expect(keyStep(press({ key: 'я', code: 'KeyZ', ...ctrl }), false)).toBe('$mod+KeyZ');
  expect(keyStep(press({ key: 'z', code: 'KeyZ', ...ctrl }), true)).toBeNull();
  expect(keyStep(press({ key: 'z', code: 'KeyZ', metaKey: true }), true)).toBe('$mod+KeyZ');
});

test('single keys are taken by their place', () => {
  expect(keyStep(press({ key: 'в', code: 'KeyD' }), false)).toBe('KeyD');
  expect(keyStep(press({ key: ',', code: 'Slash', shiftKey: true }), false)).toBe('Shift+Slash');
  expect(keyStep(press({ key: 'Enter', code: '' }), false)).toBe('Enter');
});

test('no two commands have the same key, and none begins a sequence of another', () => {
  const binds = commands.flatMap((command) => commandRow(command).bind ?? []);
  expect(binds.toSorted()).toEqual([...new Set(binds)].toSorted());
  const begun = binds.filter((bind) => binds.some((other) => other.startsWith(`${bind} `)));
  expect(begun).toEqual([]);
});

test.each(commands)(
  '%s has its act, its words in both languages, and a hint for each key',
  (id) => {
    expect(acts[id]).toBeDefined();
    const { keys, also, bind = [] } = commandRow(id);
    expect(bind.length > 0).toBe(keys !== undefined);
    if (also !== undefined) expect(bind.length).toBeGreaterThan(1);
    for (const { keys: words } of Object.values(messages)) expect(words.command[id]).not.toBe('');
  },
);

test('there are words for nothing else', () => {
  for (const { keys } of Object.values(messages))
    expect(Object.keys(keys.command).toSorted()).toEqual(commands.toSorted());
});
