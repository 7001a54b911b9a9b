import type { Letters } from './letter.ts';

export const en: Letters = {
  invite: ({ workspaceName, invitedBy, url }) => ({
    subject: `${invitedBy} invites you to “${workspaceName}”`,
    paragraphs: [
      'Hello,',
      `${invitedBy} invites you to work together in “${workspaceName}” in Cairn.`,
    ],
    action: { label: 'Accept the invitation', url },
    note: 'The link works once. If you do not know who invites you, leave this mail alone.',
  }),
  reset: ({ name, url }) => ({
    subject: 'A new password for Cairn',
    paragraphs: [
      `Hello, ${name},`,
      'someone asked for a new password for your account. If it was you, choose one here. You are then signed out everywhere.',
    ],
    action: { label: 'Choose a new password', url },
    note: 'The link works once, within an hour. If it was not you, leave this mail alone: your password stays as it is.',
  }),
  confirmEmail: ({ name, url }) => ({
    subject: 'Confirm your new address for Cairn',
    paragraphs: [
      `Hello, ${name},`,
      'this address is to become the one of your account. Confirm it, and from then on you sign in with it.',
    ],
    action: { label: 'Confirm this address', url },
    note: 'The link works once, within an hour. If you did not ask for this, leave this mail alone: nothing changes.',
  }),
  emailChanged: ({ name, email }) => ({
    subject: 'Your address for Cairn was changed',
    paragraphs: [
      `Hello, ${name},`,
      `your account now has the address ${email}. This one is no longer used.`,
    ],
    action: null,
    note: 'If it was not you, tell the administrator of your Cairn at once.',
  }),
  reminder: ({ name, title, key, due, url }) => ({
    subject: `Reminder: ${title}`,
    paragraphs: [
      `Hello, ${name},`,
      `you asked to be reminded of “${title}” (${key}).`,
      ...(due === null ? [] : [`It is due on ${due}.`]),
    ],
    action: { label: 'Open the task', url },
    note: 'You can turn these mails off in your settings in Cairn.',
  }),
};
