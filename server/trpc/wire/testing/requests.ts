import fc from 'fast-check';
import type { Sent } from './both.ts';
import { maxBatch, maxBody, prefix } from './both.ts';

const names = [
  'echo',
  'strict',
  'none',
  'nothing',
  'who',
  'late',
  'long',
  'big',
  'posted',
  'fail',
  'set',
  'silent',
  'broken',
  'stream.rows',
  'stream.parts',
  'stream.fails',
  'later.echo',
  'events.count',
  'events.fails',
  'events.observed',
  'events.strict',
];
const oddNames = [
  'unknown',
  '__proto__',
  'constructor',
  'toString',
  'then',
  '',
  'echo.',
  'later',
  'stream',
  'later.none',
  'later.__proto__',
  '%65cho',
  'echo%20',
  'ec%ff',
  'e%',
  'set%2Cset',
  'a/b',
  '%C3%A9',
  '{}',
];
const codes = [
  'NOT_FOUND',
  'CONFLICT',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
  'TIMEOUT',
  'PARSE_ERROR',
  'SERVICE_UNAVAILABLE',
  'nonsense',
];
const input = fc.oneof(
  { weight: 4, arbitrary: fc.record({ n: fc.integer(), text: fc.string({ unit: 'grapheme' }) }) },
  { weight: 2, arbitrary: fc.record({ code: fc.constantFrom(...codes) }) },
  fc.jsonValue({ maxDepth: 2 }),
);
const brokenJson = fc.constantFrom(
  '',
  ' ',
  '{',
  '[1',
  'undefined',
  'nul',
  '"x',
  '{"0":}',
  '\u0000',
  "{'a':1}",
  '1 2',
  '[]',
  'null',
  '"text"',
  '0',
  '{"0":{"n":1},"__proto__":{"n":2}}',
  '{"__proto__":{"0":{"n":3}}}',
  '{"1":{"n":4}}',
);
const encode = fc.constantFrom<(text: string) => string>(
  encodeURIComponent,
  (text) => new URLSearchParams({ v: text }).toString().slice(2),
  (text) => encodeURIComponent(text).toLowerCase(),
  (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  (text) => encodeURIComponent(text).replaceAll('%22', '"').replaceAll('%7B', '{'),
  (text) => `${encodeURIComponent(text)}%`,
  (text) => `%zz${encodeURIComponent(text)}`,
  (text) => `${encodeURIComponent(text)}%ff%c3`,
  (text) => encodeURIComponent(`\ufeff${text}`),
);
const more = fc.constantFrom(
  '',
  '&',
  '=x',
  'batch',
  'other=1',
  'batch=0',
  'batch=1',
  '%62atch=1',
  'input',
  'input=1',
  'in%70ut=2',
  'connectionParams={"a":"b"}',
  'connectionParams=null',
  'connectionParams=%7B',
  'connectionParams=[1]',
  'lastEventId=1',
  'Last-Event-Id=2',
  'lastEventId=',
  '#batch=1',
  'connectionParams={"a":1}',
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ weight, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const headers = fc.record({
  type: maybe(
    fc.constantFrom(
      'Application/JSON ; charset=utf-8',
      'text/plain',
      '',
      'none',
      'application/jsonx',
    ),
  ),
  form: maybe(fc.constantFrom('multipart/form-data; boundary=x', 'application/octet-stream'), 30),
  'trpc-accept': maybe(fc.constantFrom('application/jsonl', 'application/json', '')),
  accept: maybe(
    fc.constantFrom('application/jsonl', '*/*, application/jsonl', 'application/jsonlx'),
  ),
  'last-event-id': maybe(fc.constantFrom('1', '', 'x'), 8),
  'x-refuse': maybe(fc.constant('refused'), 12),
  'x-who': maybe(fc.constant('Ann')),
});

const common = {
  method: fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'POST',
    'POST',
    'POST',
    'PUT',
    'DELETE',
    'OPTIONS',
    'HEAD',
  ),
  batch: fc.boolean(),
  paths: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: fc.constantFrom(...oddNames) },
    ),
    { minLength: 1, maxLength: maxBatch + 1 },
  ),
  /** All paths of one kind: others are refused as a whole. */
  like: fc.boolean(),
  comma: fc.constantFrom(',', ',', ',', '%2C', ',,'),
  inputs: fc.array(maybe(input, 1), { minLength: maxBatch, maxLength: maxBatch }),
  broken: maybe(brokenJson, 6),
  encode: fc.oneof({ weight: 3, arbitrary: fc.constant(encodeURIComponent) }, encode),
  more: fc.array(more, { maxLength: 2 }),
  headers,
  body: fc.constantFrom(
    'plain',
    'plain',
    'plain',
    'plain',
    'marked',
    'no UTF-8',
    'huge',
    'chunked',
    'none',
  ),
};

const queries = new Set(names.filter((name) => !/^(set|silent|broken|events\..*)$/.test(name)));

/** A request as somebody might send it: mostly right, and wrong in every way that an adapter judges. */
export const requests: fc.Arbitrary<Sent> = fc.record(common).map((made): Sent => {
  const { method, batch, comma } = made;
  const alike = made.paths.filter((name) => queries.has(name) === (method === 'GET'));
  const some = made.like && alike.length > 0 ? alike : made.paths;
  const inLines = [made.headers['trpc-accept'], made.headers.accept].some((name) =>
    name?.includes('jsonl'),
  );
  // What cannot be told in JSON is held against lines by a test of its own.
  const telling = inLines ? some.map((name) => (name === 'big' ? 'none' : name)) : some;
  const paths = batch ? telling : telling.slice(0, 1);
  const byIndex = made.inputs.slice(0, paths.length).map((one, at) => [at, one ?? undefined]);
  const right = batch ? Object.fromEntries(byIndex) : (made.inputs[0] ?? undefined);
  const json = made.broken ?? (right === undefined ? undefined : JSON.stringify(right));
  const parameters = [...(batch ? ['batch=1'] : []), ...made.more];
  if (method === 'GET' && json !== undefined) parameters.push(`input=${made.encode(json)}`);
  const search = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  const { type, form, ...rest } = made.headers;
  const withBody = method !== 'GET' && method !== 'HEAD' && made.body !== 'none';
  const media =
    (method === 'POST' ? form : null) ?? type ?? (withBody ? 'application/json' : 'none');
  const set = Object.entries({ ...rest, 'content-type': media === 'none' ? null : media });
  const sent = Object.fromEntries(
    set.filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const body = withBody ? bodyOf(made.body, json ?? '') : null;
  if (body !== null)
    Object.assign(
      sent,
      made.body === 'chunked'
        ? { 'transfer-encoding': 'chunked' }
        : { 'content-length': String(body.length) },
    );
  return { method, target: `${prefix}${paths.join(comma)}${search}`, headers: sent, body };
});

function bodyOf(kind: string, json: string): Buffer {
  if (kind === 'marked') return Buffer.from(`\ufeff${json}`);
  if (kind === 'no UTF-8')
    return Buffer.concat([Buffer.from(json), Buffer.from([0x22, 0xff, 0xc3])]);
  if (kind === 'huge') return Buffer.from(json.padEnd(maxBody + 1, ' '));
  return Buffer.from(json);
}
