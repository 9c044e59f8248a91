import { z } from 'zod';
import type { Merchant } from './order.ts';
import { type Movement, settlementFile } from './settlement-file.ts';

/** What can be wrong with a day's file, in words for the page. */
export const settlementFaults = {
  'missing-line': 'The first line is left out',
  'extra-line': 'A payment of an order that nobody made is added',
  'paisa-off': 'The first line is one paisa too much',
  'doubled-line': 'The first line stands twice',
  'unknown-refund': 'A refund that nobody asked for is added',
  'other-merchants-line': "A line of another merchant's order is added",
  'other-merchants-file': "Another merchant's file is handed out",
  'wrong-merchant': 'The file is sealed rightly and says that it is for another merchant',
  truncated: 'The file breaks off half-way',
  'wrong-checksum': 'The checksum is wrong',
  'wrong-count': 'The trailer counts a line more than there is',
  'not-ready': 'The file is not ready yet',
} as const;
export type SettlementFault = keyof typeof settlementFaults;

const names = Object.keys(settlementFaults) as [SettlementFault, ...SettlementFault[]];

export const settlementFault = z.strictObject({
  merchantId: z.string().min(1),
  /** The day whose file is wrong, `YYYY-MM-DD`. */
  day: z.iso.date(),
  /** null: nothing any more. */
  fault: z.enum(names).nullable(),
});

/** Another merchant, whose money gets into a file that is not its own. */
type Other = { merchant: Merchant; movements: Movement[] };

/** The file that a merchant is handed for a day with this fault; null: none yet. */
export function faultyFile(
  merchant: Merchant,
  day: string,
  {
    fault,
    movements,
    others,
  }: { fault: SettlementFault | null; movements: Movement[]; others: Other | undefined },
): string | null {
  const [first] = movements;
  const made = (lines: Movement[]) => settlementFile(merchant, day, lines);
  const right = made(movements);
  switch (fault) {
    case null:
      return right;
    case 'not-ready':
      return null;
    case 'missing-line':
      return made(movements.slice(1));
    case 'extra-line':
      return made([...movements, invented(day, 'PAYMENT')]);
    case 'unknown-refund':
      return made([...movements, invented(day, 'REFUND')]);
    case 'paisa-off':
      return made(movements.map((one) => (one === first ? { ...one, paise: one.paise + 1 } : one)));
    case 'doubled-line':
      return made(first ? [first, ...movements] : []);
    case 'other-merchants-line':
      return made([...movements, ...(others?.movements.slice(0, 1) ?? [])]);
    case 'other-merchants-file':
      return others ? settlementFile(others.merchant, day, others.movements) : right;
    case 'wrong-merchant':
      return settlementFile({ ...merchant, merchantId: 'SOMEBODY' }, day, movements);
    case 'truncated':
      return right.slice(0, right.length / 2);
    case 'wrong-checksum':
      return right.replace(/..\n$/, right.endsWith('00\n') ? '11\n' : '00\n');
    case 'wrong-count':
      return settlementFile(merchant, day, movements, movements.length + 1);
    default:
      return fault satisfies never;
  }
}

const invented = (date: string, kind: Movement['kind']): Movement => ({
  orderId: `NOBODYS${date.replaceAll('-', '')}${kind}`,
  reference: `MSIMNOBODYS${date.replaceAll('-', '')}${kind}`,
  kind,
  paise: 12_345,
  date,
});
