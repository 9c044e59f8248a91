import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exporterWallet,
  feesEarned,
  feesHeld,
  gatewayClearing,
} from '../../../../domain/money/account.ts';
import { gatewayReceipt, holdFee, returnFee, takeFee } from '../../../../domain/money/posting.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { ledgerAccount } from '../../../schema/schema.ts';
import { type Booking, book, isOverdraft, isResolvedBefore } from './ledger.ts';

const { database } = await freshDatabase();

/** The simplest that a wallet and its holds can be. */
type Model = {
  received: number;
  earned: number;
  holds: { key: string; paise: number; end: 'none' | 'taken' | 'returned' }[];
  /** All that was booked, to be asked for again. */
  booked: Booking[];
};
type Payer = { iec: string; agency: string; office: string };
type Step = fc.AsyncCommand<Model, Payer>;

const held = ({ holds }: Model) =>
  holds.reduce((sum, { paise, end }) => (end === 'none' ? sum + paise : sum), 0);
const wallet = (model: Model) => model.received - model.earned - held(model);

async function balancesAre(payer: Payer, model: Model): Promise<void> {
  const ids = [exporterWallet, feesHeld, feesEarned, gatewayClearing].map((of) => of(payer));
  const rows = await database.select().from(ledgerAccount).where(inArray(ledgerAccount.id, ids));
  const found = new Map(rows.map(({ id, balancePaise }) => [id, Number(balancePaise)]));
  expect(ids.map((id) => found.get(id) ?? 0)).toEqual([
    wallet(model),
    held(model),
    model.earned,
    model.received === 0 ? 0 : -model.received,
  ]);
}

const step = (
  name: string,
  run: (model: Model, payer: Payer) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Step => ({
  check,
  run: async (model, payer) => {
    await run(model, payer);
    await balancesAre(payer, model);
  },
  toString: () => name,
});

const receive = (paise: number) =>
  step(`receive ${paise}`, async (model, payer) => {
    const posting = gatewayReceipt({ ...payer, paise });
    const booking = { key: randomUUID(), applicationId: null, posting };
    expect(await book(database, [booking])).toBe(1);
    model.received += paise;
    model.booked.push(booking);
  });

const hold = (paise: number) =>
  step(`hold ${paise}`, async (model, payer) => {
    const posting = holdFee({ ...payer, paise });
    const booking = { key: randomUUID(), applicationId: null, posting };
    if (paise > wallet(model)) {
      await expect(book(database, [booking])).rejects.toSatisfy(isOverdraft);
      return;
    }
    expect(await book(database, [booking])).toBe(1);
    model.holds.push({ key: booking.key, paise, end: 'none' });
    model.booked.push(booking);
  });

/** Takes or gives back one of the holds, also one that is ended already: then it must not. */
const end = (which: number, how: 'taken' | 'returned') =>
  step(
    `${how} ${which}`,
    async (model, payer) => {
      const ended = model.holds[which % model.holds.length];
      if (!ended) throw new Error('there is no hold to end');
      const { key: resolves, paise } = ended;
      const posting = (how === 'taken' ? takeFee : returnFee)({ ...payer, paise });
      const booking = { key: randomUUID(), applicationId: null, posting, resolves };
      if (ended.end !== 'none') {
        await expect(book(database, [booking])).rejects.toSatisfy(isResolvedBefore);
        return;
      }
      expect(await book(database, [booking])).toBe(1);
      ended.end = how;
      if (how === 'taken') model.earned += paise;
      model.booked.push(booking);
    },
    ({ holds }) => holds.length > 0,
  );

const repeat = (which: number) =>
  step(
    `repeat ${which}`,
    async ({ booked }) => {
      const again = booked[which % booked.length];
      expect(await book(database, again ? [again] : [])).toBe(0);
    },
    ({ booked }) => booked.length > 0,
  );

test('R32 R43 wallet and holds do what a simple model of them does, whatever is asked in whatever order', async () => {
  const paise = fc.integer({ min: 1, max: 1000 });
  const which = fc.nat(50);
  const steps = [
    paise.map(receive),
    paise.map(hold),
    fc.integer({ min: 1, max: 50 }).map(hold),
    which.map((number) => end(number, 'taken')),
    which.map((number) => end(number, 'returned')),
    which.map(repeat),
  ];
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 60 }), async (commands) => {
      made += 1;
      const real = { iec: 'AAACS7302F', agency: 'EIC', office: `RUN-${made}` };
      const model: Model = { received: 0, earned: 0, holds: [], booked: [] };
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { numRuns: 100 },
  );
});
