import type { PayloadKeys } from '../temporal/payload-keys.ts';

/** By which tests encrypt what goes through Temporal. */
export const testPayloadKeys: PayloadKeys = {
  current: 'test',
  keys: new Map([['test', Buffer.alloc(32, 7)]]),
};
