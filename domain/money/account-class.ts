/** What stands in the first part of an account's name, in the order of a trial balance. */
const names = {
  'exporter-wallet': 'Paid in advance by exporters',
  'fees-held': 'Fees set aside for cases not decided',
  'fees-earned': 'Fees earned',
  'refunds-pending': 'Refunds asked of the gateway',
  'gateway-clearing': 'With the gateway, not handed over',
  bank: 'In the office’s bank account',
  'gateway-charges': 'Kept by the gateway for itself',
  differences: 'Differences with the gateway, not settled',
  'gains-and-losses': 'Differences that the office carries',
  'opening-suspense': 'Balances brought over',
  'migration-suspense': 'Wallets of the earlier platform, not accepted',
  'legacy-platform': 'Owed by the earlier platform for its wallets',
} as const;

/** What a class of accounts is called; one without a name of its own goes by its code. */
export const nameOfClass = (code: string): string =>
  Object.hasOwn(names, code) ? names[code as keyof typeof names] : code;

const order = Object.keys(names);
const placeOf = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length);

/** Negative when `left` stands first. */
export const byClass = (left: string, right: string): number =>
  placeOf(left) - placeOf(right) || left.localeCompare(right);
