import type { useTranslations } from 'next-intl';
import { circleReasons } from '../../../server/domain/relations.ts';
import type { Notice } from '../../_client/notices.ts';

type Translate = ReturnType<typeof useTranslations<never>>;
type Refused = Pick<
  Extract<Notice, { kind: 'refused' }>,
  'procedure' | 'code' | 'message' | 'more'
>;

const known = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INTERNAL_SERVER_ERROR',
  'PAYLOAD_TOO_LARGE',
  'CONFLICT',
] as const;

/** Why the server did not take a change, and how many others went with it, in the person's language. */
export function whyRefused(t: Translate, refusal: Refused): string {
  const code = known.find((one) => one === refusal.code);
  const special = relationReason(refusal) ?? reminderReason(refusal);
  const why = special
    ? t(`refused.${special}`)
    : code
      ? t(`refused.${code}`)
      : t('refused.other', { message: refusal.message });
  return refusal.more > 0 ? t('refused.withMore', { why, count: refusal.more }) : why;
}

/** What only the relation of two tasks can be refused for. */
function relationReason({ procedure, code, message }: Refused) {
  if (procedure !== 'relation.add' || code !== 'BAD_REQUEST') return null;
  if (message.endsWith(circleReasons.blocks)) return 'blocksInCircle';
  if (message.endsWith(circleReasons.duplicates)) return 'duplicatesInCircle';
  return 'tooManyRelations';
}

/** What only a reminder can be refused for. */
function reminderReason({ procedure, code }: Refused) {
  if (procedure !== 'reminder.create' && procedure !== 'reminder.update') return null;
  if (code === 'BAD_REQUEST') return 'reminderPassed';
  return code === 'CONFLICT' ? 'tooManyReminders' : null;
}
