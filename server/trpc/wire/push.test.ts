import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { Outlet } from './outlet.ts';
import { pushEvents } from './push.ts';
import { Source } from './source.ts';
import type { Sink } from './source.ts';

const opened: Writable[] = [];
afterEach(async () => {
  const all = opened.splice(0).filter(({ destroyed }) => !destroyed);
  await Promise.all(all.map((response) => once(response.destroy(), 'close')));
});

/** An answer whose caller reads what was written only when `read` is called. */
function answer() {
  let reads: (() => void)[] = [];
  let text = '';
  const response = Object.assign(
    new Writable({
      highWaterMark: 1000,
      decodeStrings: false,
      write(chunk: string | Buffer, _, done) {
        text += String(chunk);
        reads.push(done);
      },
    }),
    { flushHeaders: () => undefined },
  );
  response.on('error', () => undefined);
  opened.push(response);
  return {
    response: response as unknown as ServerResponse,
    text: () => text,
    read: () => {
      const done = reads;
      reads = [];
      for (const one of done) one();
    },
  };
}

/** A source in the hand, and how it is told of its sink. */
function source() {
  let sink: Sink | undefined;
  const attached = { drained: vi.fn(), stop: vi.fn() };
  const given = new Source((to) => {
    sink = to;
    return attached;
  });
  return { given, attached, sink: () => sink! };
}

const common = { client: {}, pingEvery: 10_000, tell: (error: unknown) => ({ told: error }) };

test('an event is put into words once for all who are told it, each with its own id', () => {
  const toJSON = vi.fn(() => ({ said: 'молоко' }));
  const event = { toJSON };
  const all = Array.from({ length: 3 }, (_, n) => {
    const { response, text, read } = answer();
    const { given, sink } = source();
    pushEvents(response, given, common);
    read();
    expect(sink().write(`id-${n}`, event)).toBe(true);
    read();
    return text();
  });
  expect(toJSON).toHaveBeenCalledOnce();
  expect(all).toEqual(
    [0, 1, 2].map(
      (n) => `event: connected\ndata: {}\n\n\ndata: {"said":"молоко"}\nid: id-${n}\n\n\n`,
    ),
  );
});

test('who takes nothing is full at the cap, and the source is told once there is room', async () => {
  const slow = answer();
  const { given, attached, sink } = source();
  pushEvents(slow.response, given, common);
  const long = { text: 'x'.repeat(5000) };
  expect(sink().write('a', { short: true })).toBe(true);
  expect(sink().write('b', long)).toBe(false);
  expect(attached.drained).not.toHaveBeenCalled();
  while (slow.response.writableLength > 0) {
    slow.read();
    await new Promise(setImmediate);
  }
  expect(attached.drained).toHaveBeenCalledOnce();
  expect(slow.text()).toContain(`data: ${JSON.stringify(long)}\nid: b\n\n\n`);
  expect(sink().write('c', { short: true })).toBe(true);
  expect(attached.stop).not.toHaveBeenCalled();
});

test('a minute in which a caller takes nothing ends it; before, nothing more is said to them', () => {
  const slow = answer();
  const outlet = new Outlet(slow.response, { client: {}, pingEvery: 10_000, drained: vi.fn() });
  const now = performance.now();
  expect(outlet.put('x'.repeat(2000))).toBe(false);
  const held = slow.response.writableLength;
  outlet.look(now + 59_000);
  expect(slow.response.writableLength).toBe(held);
  expect(slow.response.destroyed).toBe(false);
  outlet.look(now + 61_000);
  expect(slow.response.destroyed).toBe(true);
  outlet.close();
});

test('a ping comes where nothing was said for so long, from one timer for all', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  try {
    const [quiet, told, never] = [answer(), answer(), answer()];
    const opening = { client: {}, pingEvery: 10_000, drained: vi.fn() };
    const [one, other] = [quiet, told].map(({ response }) => new Outlet(response, opening));
    const third = new Outlet(never.response, { ...opening, pingEvery: null });
    expect(vi.getTimerCount()).toBe(1);
    const pings = () =>
      [quiet, told, never].map(({ text, read }) => {
        for (let n = 0; n < 10; n += 1) read();
        return text().split('event: ping\n').length - 1;
      });
    vi.advanceTimersByTime(8000);
    expect(pings()).toEqual([0, 0, 0]);
    other?.put('something');
    vi.advanceTimersByTime(2000);
    expect(pings()).toEqual([1, 0, 0]);
    vi.advanceTimersByTime(10_000);
    expect(pings()).toEqual([2, 1, 0]);
    for (const outlet of [one, other, third]) outlet?.end();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('one that cannot begin, or fails later, says so and ends; one whose caller left stops', async () => {
  const refused = answer();
  const broken = new Source(() => {
    throw new Error('none');
  });
  pushEvents(refused.response, broken, { ...common, tell: () => 'refused' });
  expect(refused.response.writableEnded).toBe(true);
  refused.read();
  expect(refused.text()).toContain('event: serialized-error\ndata: "refused"\n');
  const failed = answer();
  const one = source();
  pushEvents(failed.response, one.given, { ...common, tell: () => 'failed' });
  one.sink().fail(new Error('over'));
  expect(one.attached.stop).toHaveBeenCalled();
  expect(failed.response.writableEnded).toBe(true);
  const left = answer();
  const other = source();
  pushEvents(left.response, other.given, common);
  left.response.destroy();
  await vi.waitFor(() => expect(other.attached.stop).toHaveBeenCalled());
});
