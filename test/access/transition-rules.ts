import { listOf, on, type Rule } from './rule.ts';

const body = { dataSet: 'wallets', from: null, source: 'A notice' };

/** Who may come through the addresses of the transition. */
export const transitionRules: Record<string, Rule> = {
  'get /transition': 'public',
  'get /transition/history': listOf('transition'),
  'post /transition': on('transition', 'set', () => ({ facts: {} }), body),
};
