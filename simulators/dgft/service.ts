import { createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { openJournal } from '../journal.ts';

/** The service that works with DGFT: where its notices go, and as what it signs people in. */
export const service = z.strictObject({
  noticeUrl: z.url(),
  /** By the Standard Webhooks convention: `whsec_` and base64. */
  noticeSecret: z.string().regex(/^whsec_[A-Za-z0-9+/]+=*$/),
  clientId: z.string().min(1),
  clientSecret: z.string().min(16),
  redirectUri: z.url(),
});
export type Service = z.infer<typeof service>;

const theService = 'service';

/** Headers of a notice by the Standard Webhooks convention. */
export function noticeHeaders(
  secret: string,
  body: string,
  { id = `msg_${randomUUID()}`, timestamp = Math.floor(Date.now() / 1000) } = {},
): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}

/** Keeps the registered service and tells it of changes. */
export type Services = {
  get: () => Service | undefined;
  register: (service: Service) => void;
  /** Sends a signed notice until it is taken, or the last try is over; nobody waits for it. */
  tell: (type: string, data: Record<string, unknown>) => void;
  stop: () => Promise<void>;
};

export function openServices(dataDir: string, pausesMs: readonly number[]): Services {
  const kept = openJournal<Service>(join(dataDir, 'service.ndjson'), 1);
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function deliver(body: string): Promise<void> {
    const id = `msg_${randomUUID()}`;
    for (const pauseMs of [0, ...pausesMs]) {
      await wait(pauseMs, undefined, { signal: stopping.signal });
      const now = kept.get(theService);
      if (now === undefined) return;
      const taken = await fetch(now.noticeUrl, {
        method: 'POST',
        headers: noticeHeaders(now.noticeSecret, body, { id }),
        body,
        redirect: 'error',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(10_000)]),
      }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.ok;
        },
        () => false,
      );
      if (taken) return;
    }
  }

  return {
    get: () => kept.get(theService),
    register: (registered) => kept.put(theService, registered),
    tell: (type, data) => {
      const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
      // Stopped while waiting: the service finds the change at its next pull.
      const told = deliver(body).catch(() => {});
      underWay.add(told);
      told.finally(() => underWay.delete(told));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
