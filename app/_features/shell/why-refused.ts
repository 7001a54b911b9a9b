import type { useTranslations } from 'next-intl';

type Translate = ReturnType<typeof useTranslations<never>>;

const known = [
  'NOT_FOUND',
  'FORBIDDEN',
  'INTERNAL_SERVER_ERROR',
  'PAYLOAD_TOO_LARGE',
  'CONFLICT',
] as const;

/** Why the server did not take a change, and how many others went with it, in the person's language. */
export function whyRefused(
  t: Translate,
  refusal: { code: string; message: string; more: number },
): string {
  const code = known.find((one) => one === refusal.code);
  const why = code ? t(`refused.${code}`) : t('refused.other', { message: refusal.message });
  return refusal.more > 0 ? t('refused.withMore', { why, count: refusal.more }) : why;
}
