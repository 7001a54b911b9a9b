import type { SectionOutput } from '../../../server/section/schema.ts';

/** Brings a section of the project in the page into sight, and its first control into focus. */
export function scrollToSection({ name }: Pick<SectionOutput, 'name'>): void {
  const part = [...document.querySelectorAll<HTMLElement>('main section[aria-label]')].find(
    (one) => one.getAttribute('aria-label') === name,
  );
  part?.scrollIntoView({ block: 'start' });
  part?.querySelector<HTMLElement>('button, [tabindex="0"]')?.focus({ preventScroll: true });
}
