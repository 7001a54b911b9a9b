import type { Locale } from '../../../server/domain/enums.ts';
import { updateMe } from '../../_client/intents/person.ts';
import { chooseLocale } from '../../_i18n/choose-locale.ts';

/** In milliseconds. */
const longestWait = 1500;

/** Chooses the person's language. It follows them to other devices; the page is loaded anew either way, also offline. */
export async function speak(locale: Locale): Promise<void> {
  const waited = new Promise((resolve) => setTimeout(resolve, longestWait));
  await Promise.race([updateMe({ locale }).outcome, waited]);
  chooseLocale(locale);
}
