import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import { circleReasons } from '../../../server/domain/relations.ts';
import { messages } from '../../_i18n/messages.ts';
import { whyRefused } from './why-refused.ts';

const say = (
  locale: 'en' | 'ru',
  refusal: Partial<Parameters<typeof whyRefused>[1]> & { message: string },
) =>
  whyRefused(createTranslator({ locale, messages: messages[locale] }) as never, {
    procedure: 'relation.add',
    code: 'BAD_REQUEST',
    more: 0,
    ...refusal,
  });

test('a relation that would go in a circle is told in words of either language', () => {
  const blocks = `toTaskId: ${circleReasons.blocks}`;
  expect(say('en', { message: blocks })).toMatch(/block each other.*wait for ever/);
  expect(say('ru', { message: blocks })).toMatch(/блокировали.*ждали бесконечно/);
  const duplicates = `toTaskId: ${circleReasons.duplicates}`;
  expect(say('en', { message: duplicates })).toMatch(/duplicate of the other/);
  expect(say('en', { message: 'fromTaskId: has 100 relations' })).toMatch(/too many relations/);
});

test('another write says what the server said, and what went with it', () => {
  const procedure = 'task.create';
  const message = `title: ${circleReasons.blocks}`;
  expect(say('en', { procedure, message })).toBe(`Not saved: ${message}`);
  expect(say('en', { procedure, code: 'FORBIDDEN', message, more: 1 })).toMatch(
    /^Not saved: you may not do this here\. 1 change/,
  );
});

test('a reminder whose time has passed, and one too many, are told as such', () => {
  const procedure = 'reminder.create';
  const message = 'when: has passed already';
  expect(say('en', { procedure, message })).toBe('Reminder not set: its time has passed.');
  expect(say('ru', { procedure, message })).toMatch(/время уже прошло/);
  expect(say('en', { procedure, code: 'CONFLICT', message })).toMatch(/as many of your reminders/);
});
