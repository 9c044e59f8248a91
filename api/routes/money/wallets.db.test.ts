import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { book } from '../../../db/queries/money/ledger/ledger.ts';
import { application } from '../../../db/schema/schema.ts';
import {
  gatewayReceipt,
  holdFee,
  openingBalance,
  type Posting,
} from '../../../domain/money/posting.ts';
import { rupeesText } from '../../../domain/money/rupees.ts';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { apiServer, type Login } from '../../../test/servers/api-server.ts';
import { collectionsAnswer, statementAnswer, walletsAnswer } from '../../schemas/money/wallet.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const payer = { iec: 'AAACS7302F', agency: 'EIC', office: 'MUMBAI' };
const other = { iec: '0388012345', agency: 'IMC', office: 'MUMBAI' };
const certificateNumber = await issuedCertificate(
  database,
  { accountId: idOf('exporter'), iec: payer.iec },
  idOf('officer'),
);
const [issued] = await database
  .select({ id: application.id })
  .from(application)
  .where(eq(application.certificateNumber, certificateNumber));
const applicationId = issued?.id ?? null;

const post = (posting: Posting, of: string | null = null) =>
  book(database, [{ key: randomUUID(), applicationId: of, posting }]);
await post(openingBalance({ ...payer, paise: 100_000 }));
await post(gatewayReceipt({ ...payer, paise: 35_000 }));
await post(holdFee({ ...payer, paise: 20_000 }), applicationId);
for (let i = 0; i < 30; i++) await post(gatewayReceipt({ ...payer, paise: 101 }));
await post(openingBalance({ ...other, paise: 7 }));
const balance = 100_000 + 35_000 - 20_000 + 30 * 101;

const read = async (path: string, as: Login) => (await call(`/api/v1${path}`, { as })).json();
const statement = '/wallets/EIC-MUMBAI/statement';
const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10);

async function wholeStatement() {
  const lines: ReturnType<typeof statementAnswer.parse>['lines'] = [];
  for (let cursor = ''; ; ) {
    const page = statementAnswer.parse(await read(`${statement}?limit=7${cursor}`, 'exporter'));
    lines.push(...page.lines);
    if (page.nextCursor === null) return { ...page, lines };
    cursor = `&cursor=${page.nextCursor}`;
  }
}

describe('wallets', () => {
  it.each([
    ['exporter', [['AAACS7302F', 'EIC-MUMBAI', balance]]],
    ['agent', [['AAACS7302F', 'EIC-MUMBAI', balance]]],
    ['administrator', [['AAACS7302F', 'EIC-MUMBAI', balance]]],
    ['other-exporter', [['0388012345', 'IMC-MUMBAI', 7]]],
    ['idle-agent', []],
  ] as const)('%s sees the balances that are theirs to see', async (login, expected) => {
    const { wallets } = walletsAnswer.parse(await read('/wallets', login));
    expect(wallets.map((one) => [one.iec, one.office, one.balancePaise])).toEqual(expected);
  });

  it('operations page through all of them', async () => {
    const first = walletsAnswer.parse(await read('/wallets?limit=1', 'operations'));
    const next = `/wallets?limit=1&cursor=${first.nextCursor}`;
    const second = walletsAnswer.parse(await read(next, 'operations'));
    expect(second.nextCursor).toBeNull();
    const iecs = [...first.wallets, ...second.wallets].map(({ iec }) => iec);
    expect(iecs.toSorted()).toEqual(['0388012345', 'AAACS7302F']);
  });

  it('R43 show each movement with the balance after it and the case it belongs to', async () => {
    const { lines, balancePaise } = await wholeStatement();
    expect(balancePaise).toBe(balance);
    expect(lines.map(({ version }) => version)).toEqual(
      Array.from({ length: 33 }, (_, at) => 33 - at),
    );
    for (const [at, line] of lines.entries()) {
      const before = lines[at + 1]?.balancePaise ?? 0;
      expect(line.balancePaise).toBe(before + line.amountPaise);
    }
    const ofCases = lines.filter((line) => line.applicationId !== null);
    expect(ofCases).toMatchObject([
      { kind: 'hold-fee', amountPaise: -20_000, applicationId, certificateNumber },
    ]);
  });

  it('are stated for days in India, the last day included', async () => {
    const countOf = async (period: string) =>
      statementAnswer.parse(await read(`${statement}?limit=100&${period}`, 'exporter')).lines
        .length;
    expect(await countOf(`from=${today}&to=${today}`)).toBe(33);
    expect(await countOf('to=2020-01-01')).toBe(0);
    expect(await countOf('from=2190-01-01')).toBe(0);
  });

  it('are exported as CSV and PDF with the figures of the page', async () => {
    const { lines } = await wholeStatement();
    const csv = await call(`/api/v1${statement}.csv`, { as: 'exporter' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [head, ...rows] = (await csv.text()).trimEnd().split('\r\n');
    expect(head).toBe('at,what,kind,application,certificate,refund,amount_inr,balance_inr');
    const figures = rows.map((row) => row.split(',').slice(-2));
    expect(figures).toEqual(
      lines
        .toReversed()
        .map((line) => [rupeesText(line.amountPaise), rupeesText(line.balancePaise)]),
    );
    const pdf = await call(`/api/v1${statement}.pdf`, { as: 'exporter' });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('want the exporter named by who sees more than one', async () => {
    const answer = problemAnswer.parse(await read(statement, 'administrator'));
    expect(answer.code).toBe('exporter-not-named');
    const named = await read(`${statement}?iec=${payer.iec}`, 'administrator');
    expect(statementAnswer.parse(named).balancePaise).toBe(balance);
  });

  it.each(['x', 'e30', Buffer.from('{"before":0}').toString('base64url')])(
    'do not take %s for a cursor',
    async (cursor) => {
      for (const path of ['/wallets', statement]) {
        const answer = problemAnswer.parse(await read(`${path}?cursor=${cursor}`, 'exporter'));
        expect(answer.code).toBe('bad-cursor');
      }
    },
  );
});

describe("an office's collections", () => {
  const collections = (from: string, to: string) =>
    read(`/offices/EIC-MUMBAI/collections?from=${from}&to=${to}`, 'administrator');

  it('are told by day', async () => {
    const told = collectionsAnswer.parse(await collections(today, today));
    const sums = { gatewayPaise: 35_000 + 30 * 101, heldPaise: 20_000, earnedPaise: 0 };
    expect(told).toMatchObject({ days: [{ date: today, ...sums }], total: sums });
  });

  it.each([
    ['2026-11-02', '2026-11-01'],
    ['2024-01-01', '2026-01-01'],
  ])('of %s to %s are not', async (from, to) => {
    expect(problemAnswer.parse(await collections(from, to)).code).toBe('period-unusable');
  });
});
