import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../bin/lib/test-tools.mjs';
import { browserFlags } from '../e2e/browser-flags.ts';
import { signUp } from '../e2e/sign-up.ts';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { fillProject } from './fill-project.ts';
import type { Figure } from './result.ts';

const run = promisify(execFile);
const wanted = fileURLToPath(new URL('lighthouse', import.meta.url));
/** Installed apart, where no tool of the project looks. */
const folder = fileURLToPath(new URL('../.cache/lighthouse', import.meta.url));
const cli = path.join(folder, 'node_modules/lighthouse/cli/index.js');
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const forms = { desktop: ['--preset=desktop'], mobile: [] };
const rounds = 3;

/** Lighthouse's scores (0 to 100) of Today, a project and its board with 300 tasks; the median of three runs each. */
export async function lighthouse(): Promise<Figure[]> {
  if (!existsSync(cli)) {
    await cp(wanted, folder, { recursive: true });
    await run('npm', ['ci', '--ignore-scripts'], { cwd: folder });
  }
  const home = await createHome({ NODE_ENV: 'production' });
  const instance = await startInstance(home);
  try {
    const cookie = await signedInCookie(instance.url);
    const screens = { Today: '/today', project: '/p/HOME', board: '/p/HOME?view=board' };
    const figures: Figure[] = [];
    for (const [screen, at] of Object.entries(screens))
      for (const form of Object.keys(forms) as (keyof typeof forms)[])
        figures.push(...(await scores({ url: instance.url + at, cookie, form, screen })));
    return figures;
  } finally {
    await instance.stop();
    await home.remove();
  }
}

/** An account with a project of 300 tasks. @returns the cookies of its session, as a header */
async function signedInCookie(url: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserFlags });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signUp(page, url, 'Bench');
    await fillProject(page, 300);
    return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  } finally {
    await browser.close();
  }
}

type Visit = { url: string; cookie: string; form: keyof typeof forms; screen: string };
type Report = {
  finalDisplayedUrl: string;
  categories: Record<string, { score: number | null; auditRefs: { id: string }[] }>;
  audits: Record<string, { score: number | null; title: string; scoreDisplayMode: string }>;
};

async function scores({ url, cookie, form, screen }: Visit): Promise<Figure[]> {
  const reports: Report[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = [cli, url, ...forms[form], '--output=json', '--quiet'];
    words.push(`--extra-headers=${JSON.stringify({ Cookie: cookie })}`);
    words.push(`--chrome-flags=--headless=new ${browserFlags.join(' ')}`);
    words.push(`--only-categories=${categories.join()}`);
    const env = { ...process.env, CHROME_PATH: findChromium() };
    const { stdout } = await run(process.execPath, words, { env, maxBuffer: 64 * 1024 * 1024 });
    const report = JSON.parse(stdout) as Report;
    if (new URL(report.finalDisplayedUrl).pathname !== new URL(url).pathname)
      throw new Error(`${url} led to ${report.finalDisplayedUrl}`);
    reports.push(report);
  }
  return categories.map((category) => ({
    name: `Lighthouse, ${screen}, ${form}: ${category}`,
    value: median(reports.map((report) => (report.categories[category]?.score ?? 0) * 100)),
    unit: 'of 100',
    goal: '>= 95',
    note: faultsOf(reports.at(-1), category),
  }));
}

/** What cost points, by the names of the audits. */
function faultsOf(report: Report | undefined, category: string): string {
  const refs = report?.categories[category]?.auditRefs ?? [];
  const faults = refs
    .map(({ id }) => report?.audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 0.9)
    .map((audit) => audit?.title ?? '');
  return faults.length > 0 ? `median of ${rounds}; ${faults.join(', ')}` : `median of ${rounds}`;
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
