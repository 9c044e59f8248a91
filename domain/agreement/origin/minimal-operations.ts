import type { CostedQuestion, TestAnswer } from './item-origin.ts';

const source =
  'every agreement, and paragraph 2.93 of the Handbook: minimal operations give no origin';

/**
 * Whether more was done to non-originating material than what never gives origin, whatever figures
 * the cost sheet shows. null where the application does not say what was done: the officer asks.
 */
export function minimalOperations({ item, number, split }: CostedQuestion): TestAnswer | null {
  const { operations } = item;
  if (operations === undefined) return null;
  const enough = operations.includes('manufacture') || split.nonOriginating.length === 0;
  const done = operations.join(', ');
  return {
    steps: [
      {
        rule: 'minimal-operations',
        source,
        inputs: { operations: done },
        result: enough
          ? 'More was done than minimal operations, or no material is non-originating.'
          : `Only minimal operations were done to non-originating material: ${done}.`,
        satisfied: enough,
      },
    ],
    failures: enough
      ? []
      : [
          {
            code: 'minimal-operations-only',
            pointer: '/operations',
            message:
              `Item ${number}: only ${done} was done in India, which never makes goods originate. ` +
              'Add manufacture if the goods were made here; otherwise they do not qualify.',
          },
        ],
  };
}
