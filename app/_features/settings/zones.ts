import type { Locale } from '../../../server/domain/enums.ts';
import type { PickerOption } from '../../_ui/overlay-types.ts';
import { zoneNamesRu } from '../../_i18n/zone-names-ru.ts';

/** How far the zone's clocks are from UTC at this instant: "UTC+3", "UTC−9:30". */
export function offsetWord(timeZone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
  const word = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return word.replace(/^GMT/u, 'UTC').replace(/\+0$/u, '').replace('-', '−');
}

/** The zone's city in the person's language where that is known, else in English: "Moscow", «Москва». */
export function zoneWord(timeZone: string, locale: Locale): string {
  const known = locale === 'ru' ? zoneNamesRu[timeZone] : undefined;
  if (known !== undefined) return known;
  const parts = timeZone.split('/').slice(1);
  return (parts.length === 0 ? timeZone : parts.toReversed().join(', ')).replaceAll('_', ' ');
}

/** Every zone that the browser knows, from west to east, to be found by its city, its name or its offset. */
export function zoneOptions(
  locale: Locale,
  { at, also }: { at: number; also: string },
): PickerOption[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', also]);
  return [...zones]
    .map((id) => {
      const hint = offsetWord(id, at);
      const names = `${id.replaceAll('_', ' ')} ${hint}`;
      return { id, label: zoneWord(id, locale), hint, also: names, minutes: minutesOf(hint) };
    })
    .toSorted((a, b) => a.minutes - b.minutes || a.label.localeCompare(b.label, locale))
    .map(({ minutes: _, ...option }) => option);
}

function minutesOf(offset: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] =
    /^UTC([+−])(\d+)(?::(\d+))?$/u.exec(offset) ?? [];
  return (sign === '−' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
