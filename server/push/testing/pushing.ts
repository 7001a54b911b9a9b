import { sql } from 'drizzle-orm';
import type { Ctx } from '../../platform/context.ts';
import type { World } from '../../testing/world.ts';
import { testId } from '../../testing/world.ts';
import type { PushMessage } from '../compose-push.ts';
import { subscribePush } from '../subscribe-push.ts';
import { openBrowser } from './receiver.ts';
import type { Browser } from './receiver.ts';
import type { Pushed, PushService } from './push-endpoint.ts';

/** A browser that is told by push: where it takes messages, and how it reads them. */
export type Told = Browser & { id: string; path: string };

/** Subscribes a browser of the caller's session at the push service. Its address is one that the verb would refuse. */
export async function toldAt(service: PushService, world: World, ctx: Ctx): Promise<Told> {
  const browser = openBrowser();
  const path = `/${testId()}`;
  const { keys } = browser;
  const endpoint = `https://push.example.org${path}`;
  const { id } = await subscribePush(ctx, { endpoint, keys });
  await world.runtime.db.execute(
    sql`UPDATE push_subscriptions SET endpoint = ${service.origin + path} WHERE id = ${id}`,
  );
  return { ...browser, id, path };
}

export const messageOf = (browser: Browser, { body }: Pushed) =>
  JSON.parse(browser.open(body)) as PushMessage;
