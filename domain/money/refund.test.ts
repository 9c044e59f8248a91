import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endOfRefund,
  planRefund,
  type RefundSource,
  refundablePaise,
  refundLimits,
  refundReference,
} from './refund.ts';

const source = (day: number, broughtPaise: number, refundedPaise = 0): RefundSource => ({
  orderId: `TOP${day}`,
  paidAt: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  broughtPaise,
  refundedPaise,
});

const wallets = fc.record({
  balancePaise: fc.integer({ min: 0, max: 300_000 }),
  sources: fc
    .array(
      fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map((made) => made.map(([paise, part], at) => source(at, paise, Math.floor(paise * part)))),
});

const codeOf = (plan: ReturnType<typeof planRefund>) =>
  'objection' in plan ? plan.objection.code : null;

describe('R32 a refund to source', () => {
  test('goes back to the newest payments first, the last of them in part', () => {
    const sources = [source(1, 50_000), source(3, 20_000), source(2, 35_000)];
    expect(planRefund({ balancePaise: 100_000, sources }, 60_000)).toEqual({
      parts: [
        { part: 1, orderId: 'TOP3', amountPaise: 20_000 },
        { part: 2, orderId: 'TOP2', amountPaise: 35_000 },
        { part: 3, orderId: 'TOP1', amountPaise: 5_000 },
      ],
    });
  });

  test('adds up, and gives no payment more than it brought and the wallet no more than it holds', () => {
    fc.assert(
      fc.property(wallets, fc.integer({ min: 1, max: 300_000 }), (wallet, paise) => {
        const plan = planRefund(wallet, paise);
        const possible = paise >= refundLimits.least.value && paise <= refundablePaise(wallet);
        if ('objection' in plan) {
          expect(!possible || plan.objection.code === 'refund-of-many-payments').toBe(true);
          return;
        }
        expect(possible).toBe(true);
        expect(plan.parts.reduce((sum, { amountPaise }) => sum + amountPaise, 0)).toBe(paise);
        expect(plan.parts.map(({ part }) => part)).toEqual(plan.parts.map((_, at) => at + 1));
        expect(plan.parts.length).toBeLessThanOrEqual(refundLimits.mostParts);
        for (const { orderId, amountPaise } of plan.parts) {
          const from = wallet.sources.find((one) => one.orderId === orderId);
          expect(amountPaise).toBeGreaterThan(0);
          expect(amountPaise).toBeLessThanOrEqual(
            (from?.broughtPaise ?? 0) - (from?.refundedPaise ?? 0),
          );
        }
      }),
    );
  });

  test('does not carry away what was brought over from elsewhere, and says so', () => {
    const wallet = { balancePaise: 150_000, sources: [source(1, 50_000)] };
    const plan = planRefund(wallet, 50_001);
    expect(codeOf(plan)).toBe('refund-not-from-gateway');
    expect('objection' in plan && plan.objection.message).toMatch(
      /1500\.00 rupees in this wallet 500\.00 came by the gateway.*brought over, cannot/,
    );
    expect(codeOf(planRefund(wallet, 50_000))).toBeNull();
    expect(codeOf(planRefund({ balancePaise: 150_000, sources: [] }, 100))).toBe(
      'refund-not-from-gateway',
    );
  });

  test.each([
    ['less than a rupee', 99, 'refund-too-small'],
    ['nothing', 0, 'refund-too-small'],
    ['half a paisa', 150.5, 'refund-too-small'],
    ['more than the wallet holds', 40_001, 'refund-exceeds-wallet'],
    ['what was spent', 40_000, null],
  ])('of %s is judged by the limits', (_what, paise, code) => {
    expect(codeOf(planRefund({ balancePaise: 40_000, sources: [source(1, 50_000)] }, paise))).toBe(
      code,
    );
  });

  test('falls into no more parts than the limit, and says how much can go at once', () => {
    const sources = Array.from({ length: 21 }, (_, at) => source(at, 20_000));
    const plan = planRefund({ balancePaise: 1_000_000, sources }, 420_000);
    expect(codeOf(plan)).toBe('refund-of-many-payments');
    expect('objection' in plan && plan.objection.message).toContain('4000.00 rupees can go');
    expect(codeOf(planRefund({ balancePaise: 1_000_000, sources }, 400_000))).toBeNull();
  });

  test('has a name of its own for each part', () =>
    expect([1, 20].map((part) => refundReference('REFA', part))).toEqual(['REFA01', 'REFA20']));

  test.each([
    [['asked', 'done'], null],
    [['done', 'done'], 'done'],
    [['done', 'refused'], 'partly'],
    [['refused', 'refused'], 'refused'],
  ] as const)('with parts %j has come to %s', (parts, end) => expect(endOfRefund(parts)).toBe(end));
});
