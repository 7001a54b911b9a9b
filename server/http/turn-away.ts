import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorShape } from '../trpc/error-shape.ts';
import { refuse } from './answer.ts';
import type { GateRefusal } from './answer.ts';
import { hasBody } from './framing.ts';
import { headOf, setHead } from './headers.ts';
import type { HeadFacts } from './headers.ts';

const tooBusy: GateRefusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'Cairn is busy. Try again in a second.',
  headers: { 'retry-after': '1' },
};

const { status: httpStatus, code, message } = tooBusy;
const [before = '', after = ''] = JSON.stringify({
  error: errorShape({ code, message, httpStatus, requestId: '%' }),
}).split('%');
const length = before.length + after.length;

/** Tells a call that it comes at a bad time. Costs as little as can be: it is told to thousands at once. */
export function turnAway(
  request: IncomingMessage,
  response: ServerResponse,
  facts: HeadFacts,
): void {
  if (hasBody(request)) {
    setHead(response, facts);
    refuse(request, response, tooBusy);
    return;
  }
  const { requestId } = facts;
  const own = ['content-type', 'application/json', 'retry-after', '1'];
  const size = ['content-length', String(length + requestId.length)];
  response.writeHead(httpStatus, [...headOf(facts), ...own, ...size]);
  response.end(before + requestId + after, 'latin1');
}
