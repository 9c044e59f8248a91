import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openJournal } from '../journal.ts';
import { type DgftAccount, sampleAccounts } from './account.ts';
import type { Firm } from './firm.ts';
import { registeredFirms } from './firms.ts';

type Changed<T> = { record: T; sequence: number };

/** A page of changes, the oldest first; `cursor` goes into the next question. */
export type ChangePage<T> = { records: T[]; cursor: string; more: boolean };

/** What DGFT has on record: the firms and accounts of the start, and every change since. */
export type Register = {
  firm: (iec: string) => Firm | undefined;
  firms: () => Firm[];
  accounts: () => DgftAccount[];
  account: (id: string) => DgftAccount | undefined;
  changeFirm: (firm: Firm) => void;
  /** Makes an account, or changes the one with that id. */
  keepAccount: (account: Omit<DgftAccount, 'id' | 'updatedAt'> & { id?: string }) => DgftAccount;
  firmsSince: (cursor: string, limit: number) => ChangePage<Firm>;
  accountsSince: (cursor: string, limit: number) => ChangePage<DgftAccount>;
};

function since<T>(changes: Changed<T>[], cursor: string, limit: number): ChangePage<T> {
  const newer = changes
    .filter(({ sequence }) => sequence > Number(cursor))
    .sort((a, b) => a.sequence - b.sequence);
  const page = newer.slice(0, limit);
  const last = page.at(-1)?.sequence ?? Number(cursor);
  return {
    records: page.map(({ record }) => record),
    cursor: String(last),
    more: newer.length > page.length,
  };
}

export function openRegister(dataDir: string): Register {
  const first = registeredFirms();
  const changedFirms = openJournal<Changed<Firm>>(join(dataDir, 'firms.ndjson'), 10_000);
  const accounts = openJournal<Changed<DgftAccount>>(join(dataDir, 'accounts.ndjson'), 10_000);
  if (accounts.all().length === 0) {
    for (const [index, record] of sampleAccounts.entries()) {
      accounts.put(record.id, { record, sequence: index + 1 });
    }
  }
  let sequence = Math.max(
    0,
    ...[...changedFirms.all(), ...accounts.all()].map((change) => change.sequence),
  );
  const next = () => {
    sequence += 1;
    return sequence;
  };
  const now = () => new Date().toISOString();
  const firm = (iec: string) => changedFirms.get(iec)?.record ?? first.get(iec);

  return {
    firm,
    firms: () => [...first.keys()].flatMap((iec) => firm(iec) ?? []),
    accounts: () => accounts.all().map(({ record }) => record),
    account: (id) => accounts.get(id)?.record,
    changeFirm: (changed) => {
      const record = { ...changed, updatedAt: now() };
      changedFirms.put(record.iec, { record, sequence: next() });
    },
    keepAccount: ({ id = `dgft-${randomUUID()}`, ...said }) => {
      const record = { ...said, id, updatedAt: now() };
      accounts.put(id, { record, sequence: next() });
      return record;
    },
    firmsSince: (cursor, limit) => since(changedFirms.all(), cursor, limit),
    accountsSince: (cursor, limit) => since(accounts.all(), cursor, limit),
  };
}
