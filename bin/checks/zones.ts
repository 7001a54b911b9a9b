import { isCode, isTest } from './source.ts';
import type { SourceFile, Violation } from './source.ts';
import { argumentsOf, dotted, isSyntax, nameIn, parse, stringIn, walk } from './syntax.ts';
import type { Syntax } from './syntax.ts';

const outside = /^(bin|bench|e2e)\/|^[^/]+$/;
/** Whoever signs up is asked for no zone: that of the device is offered. */
const devicePlace = 'app/_client/device-zone.ts';

const onTheWall = /^[gs]et(FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/;
const ofProcess = /^(getTimezoneOffset|toDateString|toTimeString)$/;
const inWords = /^toLocale(Date|Time)?String$/;

const messages = {
  read: 'say the zone: this goes by that of the process or the browser',
  said: `name a timeZone: without one it is that of the process or the browser (${devicePlace} asks for it)`,
  text: 'say the zone, as by a Z at the end: without one it is that of the process or the browser',
};

/** A person's days and times are never those of the machine that happens to say them. */
export function checkZones(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => isCode(path) && !isTest(path) && !outside.test(path))
    .filter(({ path }) => path !== devicePlace)
    .flatMap((file) => {
      const { body, violation } = parse(file);
      const found: Violation[] = [];
      walk(body, (node) => {
        const wrong = wrongWith(node);
        if (wrong !== undefined) found.push(violation(node, messages[wrong]));
      });
      return found;
    });
}

function wrongWith(node: Syntax): keyof typeof messages | undefined {
  if (node.type === 'MemberExpression') {
    const name = nameIn(node['property']) ?? '';
    return onTheWall.test(name) || ofProcess.test(name) ? 'read' : undefined;
  }
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = node['callee'] as Syntax;
  const given = node['arguments'] ? argumentsOf(node) : [];
  const formats =
    dotted(callee) === 'Intl.DateTimeFormat' || inWords.test(nameIn(callee['property']) ?? '');
  if (formats) return namesZone(given[1]) ? undefined : 'said';
  const makesDate = node.type === 'NewExpression' && nameIn(callee) === 'Date';
  if (!makesDate && dotted(callee) !== 'Date.parse') return undefined;
  return given.length > 1 || !isInstant(given[0]) ? 'text' : undefined;
}

/** `{ timeZone, … }`, written where it is handed over. */
function namesZone(options: Syntax | undefined): boolean {
  if (options?.type !== 'ObjectExpression') return false;
  return (options['properties'] as Syntax[]).some(
    (one) => nameIn(one) === 'timeZone' || nameIn(one['key']) === 'timeZone',
  );
}

/** A text without a time is read in UTC, any other by the zone at its end; what is no text here cannot be told. */
function isInstant(given: Syntax | undefined): boolean {
  const text = isSyntax(given) ? stringIn(given) : undefined;
  return text === undefined || /^\d{4}(-\d\d)*$|(Z|[+-]\d\d:\d\d)$/.test(text);
}
