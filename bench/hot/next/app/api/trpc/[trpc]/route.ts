import type { answerFetch } from '../../../../../../../bench/hot/answer-fetch.ts';

type Router = { answerFetch: typeof answerFetch };

// Loaded by Node as it is: the build would not find the project's folders from its own.
const loading = import(/* turbopackIgnore: true */ process.env['ROUTER'] ?? '') as Promise<Router>;

/** The project's own router behind a route handler of Next. */
export async function GET(req: Request): Promise<Response> {
  const router = await loading;
  return router.answerFetch(req);
}
