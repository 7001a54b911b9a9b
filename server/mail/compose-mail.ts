import { randomUUID } from 'node:crypto';
import { mailedInviteSecret } from '../auth/invite-secret.ts';
import { linkSecret } from '../auth/secret.ts';
import type { Locale } from '../domain/enums.ts';
import type { LinkId, MailId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { OutgoingMail } from '../platform/outgoing.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { ReminderMail } from '../reminder/prepare-reminder.ts';
import { en } from './formats/en.ts';
import { htmlOf, textOf } from './formats/letter.ts';
import type { Letters } from './formats/letter.ts';
import { ru } from './formats/ru.ts';
import { sayDue } from './say-due.ts';
import type { MailInput } from './schema.ts';

/** A mail whose reader is known. */
export type Addressed =
  | Exclude<MailInput, { kind: 'reset' | 'reminder' }>
  | ReminderMail
  | { kind: 'reset'; to: string; locale: Locale; values: { name: string; linkId: LinkId } };

const words: Record<Locale, Letters> = { en, ru };

type Home = Pick<Runtime, 'env' | 'secrets'>;

/** The mail in the words of its reader, with the same id however often it is sent. */
export function composeMail(home: Home, id: MailId, mail: Addressed): OutgoingMail {
  const letter = letterOf(home, id, mail);
  const [, domain = 'cairn.invalid'] = /@([^\s<>@]+)>?$/.exec(home.env.mailFrom ?? '') ?? [];
  return {
    messageId: `<${bug('mail-new-id') ? randomUUID() : id}@${domain}>`,
    to: mail.to,
    // A name is one line wherever it came from: a header ends where a line does.
    subject: letter.subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: textOf(letter),
    html: htmlOf(letter, mail.locale),
  };
}

function letterOf(home: Home, id: MailId, mail: Addressed) {
  const letters = words[mail.locale];
  const { auth } = home.secrets;
  const origin = home.env.url?.origin ?? '';
  const page = (path: string, secret: string) => `${origin}${path}#${secret}`;
  const link = (path: string, linkId: LinkId) => page(path, linkSecret(auth, linkId));
  switch (mail.kind) {
    case 'invite':
      return letters.invite({
        ...mail.values,
        url: page('/invite', mailedInviteSecret(auth, id).secret),
      });
    case 'reset':
      return letters.reset({ ...mail.values, url: link('/reset', mail.values.linkId) });
    case 'confirm-email':
      return letters.confirmEmail({ ...mail.values, url: link('/confirm', mail.values.linkId) });
    case 'email-changed':
      return letters.emailChanged(mail.values);
    case 'reminder': {
      const { workspaceId, taskId, dueOn, dueTime, dueZone, ...values } = mail.values;
      const url = `${origin}/w/${workspaceId.replaceAll('-', '')}/t/${taskId}`;
      const due = sayDue(mail.locale, { dueOn, dueTime, dueZone });
      return letters.reminder({ ...values, url, due });
    }
  }
}
