import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isPlainDate } from '../../domain/calendar/plain-date.ts';
import type { SettlementLine } from '../../domain/money/settlement.ts';
import { answerOf } from '../answer.ts';
import { gatewayUnavailable } from '../unavailable.ts';
import { paiseOfAmount } from './amount.ts';
import { seal } from './checksum.ts';
import { indianStamp } from './indian-stamp.ts';
import type { Merchant } from './message.ts';

/** A day's file, believed: its checksum is the merchant's and its trailer agrees with its lines. */
export type SettlementFile = {
  merchantId: string;
  day: string;
  /** Of the bytes as they came, in hex. */
  sha256: string;
  /** As it came; printable ASCII alone. */
  raw: string;
  lines: SettlementLine[];
};

/** Why a file is refused whole; nothing of it is looked at then. */
export type UnusableFile =
  | 'not-authentic'
  | 'not-of-the-agreed-form'
  | 'of-another-merchant'
  | 'of-another-day'
  | 'does-not-add-up';

export type ReadFile =
  | { outcome: 'read'; file: SettlementFile }
  | { outcome: 'unusable'; reason: UnusableFile };

/** `refused`: the gateway does not accept this Merchant ID with this checksum key. */
export type FetchedSettlement = ReadFile | { outcome: 'not-ready' } | { outcome: 'refused' };

const longestBytes = 32 * 1024 * 1024;
const identifier = /^[A-Za-z0-9._-]{1,64}$/;
const pipe = 0x7c;

const unusable = (reason: UnusableFile): ReadFile => ({ outcome: 'unusable', reason });

/** Whether the bytes end in the checksum, and one line feed, that the key makes of all before it. */
function isAuthentic(bytes: Uint8Array, key: string): boolean {
  const sealed = bytes.subarray(0, bytes.lastIndexOf(pipe) + 1);
  const right = createHmac('sha256', key).update(sealed).digest('hex').toUpperCase();
  const expected = Buffer.from(`${right}\n`);
  const given = bytes.subarray(sealed.length);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Signed, for what is taken back is below zero. */
function signedPaise(text: string): number | null {
  const paise = paiseOfAmount(text.replace(/^-/, ''));
  return paise === null || !text.startsWith('-') ? paise : -paise;
}

const kinds: ReadonlyMap<string, SettlementLine['kind']> = new Map([
  ['PAYMENT', 'payment'],
  ['REFUND', 'refund'],
]);

/** One line of a file; null when it is none, or its net amount is not what the others come to. */
function lineOf(text: string, number: number): SettlementLine | null {
  const [mark, orderId = '', reference = '', ...rest] = text.split('|');
  const [amount = '', charges = '', tax = '', net = '', on = '', kindGiven = '', ...more] = rest;
  const kind = kinds.get(kindGiven);
  const amountPaise = paiseOfAmount(amount);
  const chargesPaise = paiseOfAmount(charges);
  const taxPaise = paiseOfAmount(tax);
  const netPaise = signedPaise(net);
  if (mark !== 'D' || more.length > 0 || !kind || !isPlainDate(on)) return null;
  if (!identifier.test(orderId) || !identifier.test(reference)) return null;
  if (amountPaise === null || chargesPaise === null || taxPaise === null) return null;
  if (amountPaise === 0) return null;
  const gross = kind === 'payment' ? amountPaise : -amountPaise;
  if (netPaise !== gross - chargesPaise - taxPaise) return null;
  return { number, orderId, reference, kind, amountPaise, chargesPaise, taxPaise, netPaise, on };
}

/**
 * Reads a day's settlement file (docs/money.md has its form). Its bytes are checked before any of
 * them is looked at; then header, every line, and the count and sum in the trailer. One thing wrong
 * and the whole file is refused.
 */
export function readSettlementFile(
  bytes: Uint8Array,
  { merchantId, checksumKey }: Merchant,
  day: string,
): ReadFile {
  if (!isAuthentic(bytes, checksumKey)) return unusable('not-authentic');
  if (bytes.some((byte) => byte !== 0x0a && (byte < 0x20 || byte > 0x7e))) {
    return unusable('not-of-the-agreed-form');
  }
  const raw = Buffer.from(bytes).toString('latin1');
  const [header = '', ...rows] = raw.slice(0, -1).split('\n');
  const [mark, form, version, merchantNamed, dayNamed, currency, ...more] = header.split('|');
  const isHeader = mark === 'H' && form === 'MIS' && version === '1' && currency === 'INR';
  if (!isHeader || more.length > 0) return unusable('not-of-the-agreed-form');
  if (merchantNamed !== merchantId) return unusable('of-another-merchant');
  if (dayNamed !== day) return unusable('of-another-day');
  const [trailer, count = '', sum = '', , ...beyond] = (rows.pop() ?? '').split('|');
  const lines = rows.map((row, at) => lineOf(row, at + 1)).filter((line) => line !== null);
  const isWhole = trailer === 'T' && beyond.length === 0 && lines.length === rows.length;
  if (!isWhole || !/^\d{1,7}$/.test(count)) return unusable('not-of-the-agreed-form');
  const net = lines.reduce((total, { netPaise }) => total + netPaise, 0);
  if (Number(count) !== lines.length || signedPaise(sum) !== net || !Number.isSafeInteger(net)) {
    return unusable('does-not-add-up');
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { outcome: 'read', file: { merchantId, day, sha256, raw, lines } };
}

/** The files of all merchants, beside the gateway's other calls. */
export function createSettlementFiles(system: { name: string; url: string; timeoutMs: number }) {
  const limits = { ...system, maximumBytes: longestBytes };

  /** Asks for a merchant's file of a day. Safe to repeat. Throws GatewayUnavailable and nothing else. */
  async function settlementFile(merchant: Merchant, day: string): Promise<FetchedSettlement> {
    const { merchantId, checksumKey } = merchant;
    const msg = seal(['0150', merchantId, day, indianStamp(new Date())], checksumKey);
    const { status, bytes } = await answerOf(limits, `${system.url}/settlement`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ msg }).toString(),
    });
    switch (status) {
      case 200:
        return readSettlementFile(bytes, merchant, day);
      case 202:
        return { outcome: 'not-ready' };
      case 403:
        return { outcome: 'refused' };
      default:
        throw gatewayUnavailable(system.name, `answered ${status} to a request for a file`);
    }
  }

  return { settlementFile };
}
