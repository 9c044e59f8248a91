import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exporterWallet, feesEarned, feesHeld } from '../../../../domain/money/account.ts';
import { holdFee, openingBalance, returnFee, takeFee } from '../../../../domain/money/posting.ts';
import { type Call, isLinearizable, type Sequential } from '../../../../test/linearizability.ts';
import { freshDatabase } from '../../../../test/servers/fresh-database.ts';
import { ledgerAccount } from '../../../schema/schema.ts';
import { type Booking, book, isOverdraft, isResolvedBefore } from './ledger.ts';

const { database } = await freshDatabase();

/** Two wallets of one office; holds are numbered, and many are asked for by more than one caller. */
type Asked =
  | { do: 'receive'; wallet: 0 | 1; paise: number }
  | { do: 'hold'; wallet: 0 | 1; hold: number; paise: number }
  | { do: 'take' | 'return'; hold: number }
  | { do: 'read' };
type Answer = 'booked' | 'booked-before' | 'overdraft' | 'resolved' | 'no-hold' | number[];

/** Balances of the wallets, what is held and earned, and of each hold its wallet, amount and end. */
type State = {
  wallets: [number, number];
  held: number;
  earned: number;
  holds: Record<number, { wallet: 0 | 1; paise: number; end?: 'take' | 'return' }>;
};

const holdsPaise = (hold: number) => 100 + (hold % 5);
const ownerOf = (hold: number): 0 | 1 => (hold % 2 === 0 ? 0 : 1);

/** The ledger with nobody else about: its state afterwards and its answer. */
function alone(state: State, asked: Asked): [State, Answer] {
  if (asked.do === 'read') return [state, [...state.wallets, state.held, state.earned]];
  const { wallets, held, earned, holds } = structuredClone(state);
  if (asked.do === 'receive') {
    wallets[asked.wallet] += asked.paise;
    return [{ wallets, held, earned, holds }, 'booked'];
  }
  const kept = holds[asked.hold];
  if (asked.do === 'hold') {
    if (kept) return [state, 'booked-before'];
    if (wallets[asked.wallet] < asked.paise) return [state, 'overdraft'];
    wallets[asked.wallet] -= asked.paise;
    holds[asked.hold] = { wallet: asked.wallet, paise: asked.paise };
    return [{ wallets, held: held + asked.paise, earned, holds }, 'booked'];
  }
  if (!kept) return [state, 'no-hold'];
  if (kept.end === asked.do) return [state, 'booked-before'];
  if (kept.end) return [state, 'resolved'];
  kept.end = asked.do;
  if (asked.do === 'return') wallets[kept.wallet] += kept.paise;
  const gain = asked.do === 'take' ? kept.paise : 0;
  return [{ wallets, held: held - kept.paise, earned: earned + gain, holds }, 'booked'];
}

const ledger: Sequential<State, Asked, Answer> = {
  initial: { wallets: [0, 0], held: 0, earned: 0, holds: {} },
  next: (state, asked, answer) => {
    const [after, due] = alone(state, asked);
    return JSON.stringify(due) === JSON.stringify(answer) ? after : null;
  },
};

function caller(office: { agency: string; office: string }) {
  const payer = (wallet: 0 | 1) => ({ ...office, iec: `IEC${wallet}` });
  const holdKey = (hold: number) => `${office.office}/${hold}/hold-fee`;
  const accounts = [
    exporterWallet(payer(0)),
    exporterWallet(payer(1)),
    feesHeld(office),
    feesEarned(office),
  ];

  function bookingOf(asked: Exclude<Asked, { do: 'read' }>): Booking {
    if (asked.do === 'receive') {
      const posting = openingBalance({ ...payer(asked.wallet), paise: asked.paise });
      return { key: randomUUID(), applicationId: null, posting };
    }
    const { hold } = asked;
    const movement = { ...payer(ownerOf(hold)), paise: holdsPaise(hold) };
    if (asked.do === 'hold') {
      return { key: holdKey(hold), applicationId: null, posting: holdFee(movement) };
    }
    const posting = asked.do === 'take' ? takeFee(movement) : returnFee(movement);
    const key = `${office.office}/${hold}/${asked.do}-fee`;
    return { key, applicationId: null, posting, resolves: holdKey(hold) };
  }

  return async (asked: Asked): Promise<Answer> => {
    if (asked.do === 'read') {
      const rows = await database
        .select()
        .from(ledgerAccount)
        .where(inArray(ledgerAccount.id, accounts));
      return accounts.map((id) => Number(rows.find((row) => row.id === id)?.balancePaise ?? 0));
    }
    try {
      return (await book(database, [bookingOf(asked)])) === 1 ? 'booked' : 'booked-before';
    } catch (error) {
      if (isOverdraft(error)) return 'overdraft';
      if (isResolvedBefore(error)) return 'resolved';
      const { code } = error as { code?: string };
      if (code === '23503') return 'no-hold';
      throw error;
    }
  };
}

const hold = fc.integer({ min: 0, max: 30 });
const anything: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({
    do: fc.constant('receive' as const),
    wallet: fc.constantFrom(0 as const, 1 as const),
    paise: fc.integer({ min: 50, max: 250 }),
  }),
  {
    weight: 2,
    arbitrary: hold.map((number) => ({
      do: 'hold' as const,
      wallet: ownerOf(number),
      hold: number,
      paise: holdsPaise(number),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('take' as const, 'return' as const), hold }),
  },
  fc.constant({ do: 'read' as const }),
);

/** Six callers, each with one call out at a time, write down what they see. */
async function record(seed: number): Promise<Call<Asked, Answer>[]> {
  const call = caller({ agency: 'EIC', office: `SEED-${seed}` });
  const plans = fc.sample(fc.array(anything, { minLength: 40, maxLength: 40 }), {
    seed,
    numRuns: 6,
  });
  const history: Call<Asked, Answer>[] = [];
  await Promise.all(
    plans.map(async (plan) => {
      for (const asked of plan) {
        const invoked = performance.now();
        const answer = await call(asked);
        history.push({ asked, answer, invoked, returned: performance.now() });
      }
    }),
  );
  return history;
}

test('R43 what callers at once are answered fits one order in which the bookings took place', async () => {
  const answers = new Set<string>();
  for (let seed = 1; seed <= 10; seed++) {
    const history = await record(seed);
    expect(isLinearizable(history, ledger), `seed ${seed}`).toBe(true);
    for (const { answer } of history) answers.add(Array.isArray(answer) ? 'read' : answer);

    const last = history.findLastIndex(({ asked }) => asked.do === 'read');
    const wrong = history.map((call, index) =>
      index === last && Array.isArray(call.answer)
        ? { ...call, answer: call.answer.map((paise) => paise + 1) }
        : call,
    );
    expect(isLinearizable(wrong, ledger), `seed ${seed}, one read wrong by a paisa`).toBe(false);
  }
  // The histories hold every answer there is: none fits because nothing happened.
  expect([...answers].toSorted()).toEqual([
    'booked',
    'booked-before',
    'no-hold',
    'overdraft',
    'read',
    'resolved',
  ]);
});
