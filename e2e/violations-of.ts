import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds on a page, each as its rule and the elements.
 * @param narrow says which rules, or which part of the page
 */
export async function violationsOf(
  page: Page,
  narrow = (axe: AxeBuilder) => axe,
): Promise<string[]> {
  // The other mode opens a page of its own each time, for frames of other origins: Cairn has none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await narrow(axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
