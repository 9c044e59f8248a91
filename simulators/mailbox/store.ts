import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openJournal } from '../journal.ts';
import type { Message } from './message.ts';
import { readLetter } from './mime.ts';

/** The newest messages, kept in the data folder across restarts. */
export type MessageStore = {
  receive: (raw: Buffer, envelope: { from: string; to: string[] }) => void;
  /** The newest first; with `to`, those for that address. */
  list: (to?: string) => Message[];
  byId: (id: string) => Message | undefined;
};

export function openMessageStore(dataDir: string): MessageStore {
  const journal = openJournal<Message>(join(dataDir, 'messages.ndjson'), 5_000);
  return {
    receive: (raw, { from, to }) => {
      const letter = readLetter(raw);
      const id = randomUUID();
      const key = letter.messageId === '' ? id : `${letter.messageId} ${to.join(',')}`;
      const known = journal.get(key);
      const receivedAt = new Date().toISOString();
      const first = { ...letter, id, from, to, receivedAt, deliveries: 0 };
      const message = known ?? first;
      journal.put(key, { ...message, deliveries: message.deliveries + 1 });
    },
    list: (to) => {
      const newestFirst = journal.all().reverse();
      return to === undefined
        ? newestFirst
        : newestFirst.filter((message) => message.to.includes(to.toLowerCase()));
    },
    byId: (id) => journal.all().find((message) => message.id === id),
  };
}
