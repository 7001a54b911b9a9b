import * as z from 'zod';
import { outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { SubscriptionId } from '../domain/ids.ts';

/** So many bytes in base64url, which says how long it is. */
const base64url = (bytes: number) =>
  z
    .string()
    .max(200)
    .transform((text) => text.replace(/={1,2}$/, ''))
    .pipe(
      z
        .string()
        .regex(
          new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}$`),
          `must be ${bytes} bytes in base64url`,
        ),
    );

export const pushListInput = z.strictObject({}).optional();

/** A browser that is told by push. Where it takes messages, and its keys, no answer tells. */
export const subscriptionOutput = z.object({
  id: outId<SubscriptionId>(),
  /** That of its session. */
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  /** When it took a message last. */
  lastUsedAt: z.string().nullable(),
  /** True for the session that asks. */
  current: z.boolean(),
});
export type SubscriptionOutput = z.output<typeof subscriptionOutput>;

/** `publicKey`: what a browser is subscribed for, its `applicationServerKey`. */
export const pushListOutput = z.object({
  publicKey: z.string(),
  items: z.array(subscriptionOutput),
});
export type PushListOutput = z.output<typeof pushListOutput>;

/** What `PushSubscription.toJSON()` of a browser says. */
export const pushSubscribeInput = z.strictObject({
  endpoint: z.string().max(1000),
  keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
  ...writeFields,
});
export type PushSubscribeInput = z.output<typeof pushSubscribeInput>;

const onSubscription = { subscriptionId: id<SubscriptionId>(), ...writeFields };
export const pushUnsubscribeInput = z.strictObject(onSubscription);
export type PushUnsubscribeInput = z.output<typeof pushUnsubscribeInput>;
export const pushUnsubscribeOutput = z.object({
  id: outId<SubscriptionId>(),
  deleted: z.literal(true),
});
export type PushUnsubscribeOutput = z.output<typeof pushUnsubscribeOutput>;

export const pushTestInput = z.strictObject(onSubscription);
export type PushTestInput = z.output<typeof pushTestInput>;
export const pushTestOutput = z.object({ id: outId<SubscriptionId>(), queued: z.literal(true) });
export type PushTestOutput = z.output<typeof pushTestOutput>;
