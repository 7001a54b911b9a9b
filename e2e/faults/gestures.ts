import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Gesture } from './schedule.ts';

/** What a person set out to do: on which task, with which text that nobody else writes. */
export type Meant = { page: Page; taskId: string; text: string };

const soon = { timeout: 20_000 };

export const rowOf = (page: Page, taskId: string): Locator =>
  page.locator(`main [data-task="${taskId}"]`);

export const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Task' });

/** The tasks that a page shows, in their order. */
export function shownOn(page: Page): Promise<{ id: string; title: string }[]> {
  return page.locator('main [data-task]').evaluateAll((rows) =>
    rows.map((row) => ({
      id: (row as HTMLElement).dataset['task'] ?? '',
      title: row.querySelector('[data-title]')?.textContent ?? '',
    })),
  );
}

/** True where this page lets its person change the task. */
const mayWrite = ({ page, taskId }: Meant) =>
  rowOf(page, taskId).getByRole('checkbox').isEnabled(soon);

async function openPanel({ page, taskId }: Meant): Promise<Locator> {
  await rowOf(page, taskId).focus(soon);
  await page.keyboard.press('Enter');
  await expect(panelOf(page)).toBeVisible(soon);
  return panelOf(page);
}

/** Leaves whatever is open, with what was written in it. */
export async function closePanel(page: Page): Promise<void> {
  if (await panelOf(page).isHidden()) return;
  await panelOf(page).press('Escape', soon);
  await expect(panelOf(page)).toBeHidden(soon);
}

/** Each gesture as a person does it. @returns the text that came into it, null where it has none or cannot be done */
export const gestureTable: Record<Gesture, (meant: Meant) => Promise<string | null>> = {
  async add(meant) {
    const { page, text } = meant;
    if (!(await mayWrite(meant))) return null;
    await page.getByRole('main').getByRole('button', { name: 'Add task' }).last().click(soon);
    await expect(page.getByRole('textbox', { name: 'New task' })).toBeFocused(soon);
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    return text;
  },
  async rename(meant) {
    const { page, taskId, text } = meant;
    if (!(await mayWrite(meant))) return null;
    await rowOf(page, taskId).focus(soon);
    await page.keyboard.press('e');
    await expect(rowOf(page, taskId).getByRole('textbox')).toBeFocused(soon);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    return text;
  },
  async complete(meant) {
    if (!(await mayWrite(meant))) return null;
    await rowOf(meant.page, meant.taskId).getByRole('checkbox').click(soon);
    return null;
  },
  async move(meant) {
    const { page, taskId, text } = meant;
    if (!(await mayWrite(meant))) return null;
    await rowOf(page, taskId).focus(soon);
    await page.keyboard.press(text < 'm' ? 'Alt+ArrowUp' : 'Alt+ArrowDown');
    return null;
  },
  async notes(meant) {
    const { page, text } = meant;
    if (!(await mayWrite(meant))) return null;
    const panel = await openPanel(meant);
    const written = panel
      .getByRole('region', { name: 'Notes' })
      .getByRole('button', { name: 'Edit' });
    await panel.getByRole('button', { name: 'Add notes' }).or(written).click(soon);
    const field = panel.getByRole('textbox', { name: 'Notes' });
    await expect(field).toBeFocused(soon);
    const isEmpty = (await field.inputValue()) === '';
    await page.keyboard.insertText(isEmpty ? text : `\n${text}`);
    await page.keyboard.press('Escape');
    await closePanel(page);
    return text;
  },
  async comment(meant) {
    const { page, text } = meant;
    const panel = await openPanel(meant);
    const field = panel.getByRole('textbox', { name: 'Write a comment' });
    // Who may only look has none.
    if ((await field.count()) === 0) {
      await closePanel(page);
      return null;
    }
    await field.click(soon);
    await page.keyboard.insertText(text);
    await page.keyboard.press('Control+Enter');
    await closePanel(page);
    return text;
  },
  async delete(meant) {
    if (!(await mayWrite(meant))) return null;
    await rowOf(meant.page, meant.taskId).focus(soon);
    await meant.page.keyboard.press('Delete');
    return null;
  },
  async undo({ page }) {
    await page.keyboard.press('ControlOrMeta+z');
    return null;
  },
};
