import { type Share, truncatedPercent } from '../../share.ts';
import type { CostedQuestion } from './item-origin.ts';
import { nonOriginatingShare, originatingShare, valueSums } from './value-share.ts';

const printedDecimals = 2;

const fixed = (share: Share) => truncatedPercent(share, printedDecimals);
const plain = (share: Share) => fixed(share).replace(/\.?0+$/, '');

/** A route's criterion with its shares filled in, each cut off after two decimals, never rounded. */
export function printedCriterion(
  template: string,
  question: CostedQuestion,
  found: Share | undefined,
): string {
  const sums = valueSums(question);
  if (sums === null) throw new RangeError('FOB is on every cost sheet');
  const share = found ?? originatingShare(sums);
  return template
    .replace('{percent}', fixed(share))
    .replace('{percent-plain}', plain(share))
    .replace('{non-originating}', fixed(nonOriginatingShare(sums)))
    .replace('{originating}', fixed(originatingShare(sums)));
}
