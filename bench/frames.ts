import type { Browser } from '@playwright/test';
import { keyToPaint, slowdowns, slowed } from './key-to-paint.ts';
import { keyViews } from './local/keys.ts';
import { switchViews } from './local/switch-views.ts';
import { linkTo, standing } from './local/workspace.ts';
import { openWorld, warmPage } from './local/world.ts';
import { marks } from './paint.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const tasks = 10_000;
const presses = 20;

/** What a page's thread does in a frame, by the names of Chromium's timeline; other events count as script. */
const phases: Readonly<Record<string, string>> = {
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
  MinorGC: 'garbage',
  MajorGC: 'garbage',
};
const categories = ['devtools.timeline', 'blink.user_timing'];

type Trace = { traceEvents: Event[] };
type Event = { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number };

/** Where the time from a key to the paint goes in a workspace of 10,000 tasks: script, style, layout, paint. */
export async function frames(): Promise<Figure[]> {
  const world = await openWorld(tasks);
  const figures: Figure[] = [];
  try {
    const page = await warmPage(world, false);
    for (const { at, of } of keyViews) {
      const place = world.filled.places[at];
      await linkTo(page, place).click();
      await standing(page, place);
      for (const gesture of of)
        for (const rate of slowdowns) {
          await world.browser.startTracing(page, { categories });
          await keyToPaint(page, { of: [gesture], presses, rates: [rate] });
          const { traceEvents } = await traced(world.browser);
          const view = at === 'list' ? 'in a list' : 'in Today';
          figures.push(figure(`from key to paint, ${gesture} ${view}${slowed(rate)}`, traceEvents));
        }
    }
    await world.browser.startTracing(page, { categories });
    await switchViews(page, world.filled, { rounds: 5, goal: '' });
    const { traceEvents } = await traced(world.browser);
    figures.push(figure('from click to paint, switch between views', traceEvents));
    return figures;
  } finally {
    await world.close();
  }
}

async function traced(browser: Browser): Promise<Trace> {
  return JSON.parse((await browser.stopTracing()).toString()) as Trace;
}

function figure(what: string, events: readonly Event[]): Figure {
  const frame = framesOf(events);
  const of = (phase: string) =>
    rounded(
      quantile(
        frame.map((one) => one.get(phase) ?? 0),
        0.5,
      ),
    );
  const worked = frame.map((one) => [...one.values()].reduce((sum, ms) => sum + ms, 0));
  const parts = ['script', 'style', 'layout', 'paint', 'garbage'].map(
    (phase) => `${phase} ${of(phase)}`,
  );
  return {
    name: `busy ${what}, median`,
    value: rounded(quantile(worked, 0.5)),
    unit: 'ms',
    note: `of ${frame.length}; medians: ${parts.join(', ')} ms`,
  };
}

/** Of each press: how long, in milliseconds, its thread was busy with what until the frame was painted. */
function framesOf(events: readonly Event[]): Map<string, number>[] {
  const ends = events.filter(({ name }) => name === marks.painted);
  return events
    .filter(({ name }) => name === marks.begun)
    .flatMap((begun) => {
      const end = ends.find(({ ts }) => ts > begun.ts);
      if (!end) return [];
      const isOfFrame = ({ tid, pid, ph, ts }: Event) =>
        ph === 'X' && tid === begun.tid && pid === begun.pid && ts >= begun.ts && ts < end.ts;
      return [phasesOf(events.filter(isOfFrame))];
    });
}

/** How long each phase took by itself, without what was begun within it. */
function phasesOf(events: readonly Event[]): Map<string, number> {
  const took = new Map<string, number>();
  const open: { until: number; phase: string }[] = [];
  const add = (phase: string, ms: number) => took.set(phase, (took.get(phase) ?? 0) + ms);
  for (const { name, ts, dur = 0 } of events.toSorted(inOrder)) {
    while ((open.at(-1)?.until ?? Infinity) <= ts) open.pop();
    const phase = phases[name] ?? 'script';
    const around = open.at(-1);
    if (around) add(around.phase, -dur / 1000);
    add(phase, dur / 1000);
    open.push({ until: ts + dur, phase });
  }
  return took;
}

const inOrder = (a: Event, b: Event) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0);
