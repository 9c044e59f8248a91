import type { Letter } from './mime.ts';

/** A message in the mailbox. Sent twice under one Message-ID, it is one message. */
export type Message = Letter & {
  id: string;
  from: string;
  to: string[];
  /** When it first came, ISO 8601 UTC. */
  receivedAt: string;
  /** How often it was delivered. */
  deliveries: number;
};
