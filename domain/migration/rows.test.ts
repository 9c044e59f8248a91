import { expect, test } from 'vitest';
import { minorUnits, signedPaise } from './amount.ts';
import { certificateColumns, readCertificateRow, readPlainCertificate } from './certificate-row.ts';
import { readItemRow, readPlainItem } from './item-row.ts';
import { openRecollection } from './recollection.ts';
import type { StagedRow } from './staged-row.ts';
import { readTransactionRow, readWalletRow } from './wallet-row.ts';

const row = [
  ...['EIC/2021/010/0000001A/00000001', 'EIC2021000000001', '01/03/2021', '04/03/2021', 'EIC'],
  ...['MUMBAI', 'AIFTA', 'AAACS7302F', 'Kaveri Trading TH', 'TH', 'INV/1/21', '28/02/2021', 'USD'],
  ...['1250.00', 'ISSUED', '', 'O001'],
];
const read = (fields: readonly string[]) => readCertificateRow(fields, { repaired: false });
const column = (fields: readonly string[], name: string) =>
  read(fields).values[certificateColumns.indexOf(name)];

test('R62 a certificate row is put right where it may be, and that is noted', () => {
  expect(read(row)).toMatchObject({ fault: null, repaired: false });
  const repairs: [number, string, string, string][] = [
    [7, 'AAACS7302F  ', 'iec', 'AAACS7302F'],
    [6, 'aifta', 'scheme', 'AIFTA'],
    [3, '2021-03-04', 'issued_on', '2021-03-04'],
    [9, '\u00a0th', 'destination', 'TH'],
    [14, 'cancelled', 'cancelled', 't'],
  ];
  for (const [at, written, name, value] of repairs) {
    expect(read(row.with(at, written))).toMatchObject({ fault: null, repaired: true });
    expect(column(row.with(at, written), name)).toBe(value);
  }
});

test('R62 a certificate row is refused for the first reason of the list', () => {
  const faults: [number, string, string][] = [
    [0, '', 'columns'],
    [7, '0123 45678', 'iec-format'],
    [6, 'XFTA', 'scheme-unknown'],
    [2, '', 'date-invalid'],
    [3, '31/02/2021', 'date-invalid'],
    [3, '01/01/0000', 'date-invalid'],
    [11, '15/13/2020', 'date-invalid'],
    [3, '28/02/2021', 'issued-before-applied'],
    [9, 'XX', 'country-invalid'],
    [13, '12.345', 'amount-invalid'],
    [13, '0.00', 'amount-invalid'],
    [12, 'XXX', 'amount-invalid'],
    [14, 'REVOKED', 'status-unknown'],
  ];
  for (const [at, value, fault] of faults) {
    expect(read(row.with(at, value)).fault, `${at} ${value}`).toBe(fault);
  }
  const all = row.with(7, '12345').with(6, 'XFTA').with(3, '').with(9, 'XX').with(13, '-1');
  expect(read(all).fault).toBe('iec-format');
  expect(read(row.slice(0, -3))).toMatchObject({ fault: 'columns', value: '14 columns' });
});

test('amounts become the minor units of their currency, exactly', () => {
  const amounts: [string, string, string | null][] = [
    ['USD', '1250.05', '125005'],
    ['USD', '0.01', '1'],
    ['JPY', '1250.00', '1250'],
    ['JPY', '1250.50', null],
    ['KWD', '12.50', '12500'],
    ['USD', '9999999999999.99', '999999999999999'],
    ['USD', '-100.00', null],
    ['USD', '1,00,000', null],
    ['USD', '12', null],
  ];
  for (const [currency, amount, minor] of amounts) {
    expect(minorUnits(currency, amount), `${currency} ${amount}`).toBe(minor);
  }
  expect(['0.00', '-0.00', '-50.01', '007.10', '1.5'].map(signedPaise)).toEqual([
    ...['0', '0', '-5001', '710', null],
  ]);
});

test('an item that cannot be read is an item whose HS code cannot exist', () => {
  const item = ['EIC/1', '1', '09042110', 'Dried chillies', '5', 'KGS', '1.000', 'A'];
  const fault = (fields: string[]) => readItemRow(fields, { repaired: false }).fault;
  expect(fault(item)).toBeNull();
  expect(fault(item.with(2, '77010000'))).toBe('hs-invalid');
  expect(fault(item.with(1, 'one'))).toBe('hs-invalid');
  expect(fault(item.slice(1))).toBe('hs-invalid');
});

test('a wallet and its movements are read to the paisa', () => {
  const wallet = ['W1', 'AAACS7302F', 'EIC', 'MUMBAI', '350.50', '20/12/2024'];
  const tidying = () => ({ repaired: false });
  expect(readWalletRow(wallet, tidying()).values).toContain('35050');
  expect(readWalletRow(wallet.with(4, '-0.01'), tidying()).fault).toBe('balance-negative');
  expect(readWalletRow(wallet.with(4, '3,50'), tidying()).fault).toBe('amount-invalid');
  const movement = ['T1', 'W1', '01/01/2020', 'DR', '200.00', 'FEE'];
  expect(readTransactionRow(movement, tidying()).values).toContain('-20000');
  expect(readTransactionRow(movement.with(3, 'XX'), tidying()).fault).toBe('status-unknown');
  expect(readTransactionRow(movement.with(4, '-1.00'), tidying()).fault).toBe('amount-invalid');
});

const oddValues = [
  ...[
    '',
    ' ',
    'a',
    'A',
    '0',
    ' x',
    'x ',
    '\u00a0x',
    'é',
    'a\\b',
    '\\N',
    '"q"',
    '\t',
    '01/02/2021',
    '31/02/2021',
  ],
  ...[
    '2021-03-04',
    '00/00/0000',
    '77010000',
    '1',
    '-1.00',
    '1250.50',
    'JPY',
    'KWD',
    'XX',
    'IN',
    'CANCELLED',
  ],
  ...[
    'A'.repeat(65),
    '0123456789',
    'AAACS7302f',
    'AIFTA',
    'INNZFTA',
    '1234567',
    '000000.00',
    'x|y',
  ],
];
const asIso = (value: string) => value.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1');

/** What a plain reading gives must be what the whole reading gives: no fault, nothing put right. */
function expectSame(fields: readonly string[], plain: string | null, whole: StagedRow): boolean {
  if (plain === null) return false;
  expect(whole, fields.join('|')).toMatchObject({ fault: null, repaired: false });
  const values = plain.split('|').map(asIso);
  expect(values).toEqual(whole.values.map((value) => asIso(value ?? '\\N')));
  return true;
}

/** A row among others, as it is read the short way, and where it stands. */
function amongOthers(fields: readonly string[]) {
  const [before, row] = ['EIC/0|1|09042110\r\n', fields.join('|')];
  const text = `${before}${row}\r\n${row}`;
  return { text, begin: before.length, end: before.length + row.length };
}

function plainCertificate(fields: readonly string[]): string | null {
  const { text, begin, end } = amongOthers(fields);
  const plain = readPlainCertificate(text, begin, end);
  if (!plain) return null;
  const { amount, minorUnits, isCancelled, replaces, officer } = plain;
  expect(text.slice(begin, plain.numberEnd)).toBe(fields[0]);
  const parent = text.slice(replaces, officer - 1) || '\\N';
  const status = isCancelled ? 't' : 'f';
  return `${text.slice(begin, amount)}${minorUnits}|${status}|${parent}|${text.slice(officer, end)}`;
}

function plainItem(fields: readonly string[]): string | null {
  const { text, begin, end } = amongOthers(fields);
  const plain = readPlainItem(text, begin, end);
  if (!plain) return null;
  expect([text.slice(begin, plain.numberEnd), plain.serial]).toEqual([
    fields[0],
    Number(fields[1]),
  ]);
  return text.slice(begin, end);
}

test('R62 rows that are read the short way end as they do when they are read the long way', () => {
  const item = ['EIC/1', '1', '09042110', 'Dried chillies, whole', '5', 'KGS', '1.000', 'A'];
  const [certificates, items] = [row, item].map((good) => [
    good,
    ...good.flatMap((_, at) => oddValues.map((value) => good.with(at, value))),
    ...[good.slice(1), [...good, '']],
  ]) as [string[][], string[][]];
  const plainCertificates = certificates.filter((fields) => {
    const split = fields.join('|').split('|');
    return expectSame(fields, plainCertificate(fields), read(split));
  });
  const plainItems = items.filter((fields) => {
    const split = fields.join('|').split('|');
    const whole = readItemRow(split, { repaired: false });
    return expectSame(fields, plainItem(fields), whole);
  });
  expect(plainCertificates.length).toBeGreaterThan(50);
  expect(plainItems.length).toBeGreaterThan(50);
  expect(plainCertificates).toContainEqual(row);
});

test('a number that came before is known again, and few others are thought to be', () => {
  const mayRepeat = openRecollection(20_000);
  const numbers = Array.from({ length: 20_000 }, (_, at) => `EIC/2021/010/${at}A/${at * 7919}`);
  const thought = numbers.filter((number) => mayRepeat(number));
  expect(thought.length).toBeLessThan(200);
  expect(numbers.every((number) => mayRepeat(number))).toBe(true);
});
