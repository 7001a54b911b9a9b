import type { Locale } from '../../server/domain/enums.ts';

/** Keeps the person's language for a year and loads the page in it. The gate reads this cookie. */
export function chooseLocale(locale: Locale): void {
  document.cookie = `cairn.locale=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`;
  window.location.reload();
}
