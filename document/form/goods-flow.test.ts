import { expect, test } from 'vitest';
import { makeLettering } from '../pdf/lettering.ts';
import { crowdedContent } from '../testing/crowded-content.ts';
import { aiftaContent } from '../testing/sample-content.ts';
import type { Column, Goods } from './form.ts';
import { spreadGoods } from './goods-flow.ts';
import { closing as closingOf } from './statements.ts';
import { heightOf } from './text-flow.ts';

const lettering = makeLettering();
const column = (share: number, cell: Column['cell']): Column => ({
  number: '',
  label: '',
  share,
  cell,
});
const goods: Goods = {
  kind: 'goods',
  columns: [
    column(0.1, ({ number }) => [String(number)]),
    column(0.9, ({ description }) => [description]),
  ],
  closing: () => [],
};
const heights = { first: 200, further: 400 };

test('every page holds what is on it, and nothing of the goods is lost or doubled', () => {
  const long = { text: 'A remark that goes on and on. '.repeat(200) };
  const closing = [...closingOf('with-value')(crowdedContent, null), long];
  const pages = spreadGoods(goods, closing, crowdedContent, 300, heights, lettering);
  for (const [index, { rows, closing: lines }] of pages.entries()) {
    const used = rows.reduce((sum, { height }) => sum + height, heightOf(lines));
    expect(used).toBeLessThanOrEqual(index === 0 ? heights.first : heights.further);
  }
  const cells = pages.flatMap(({ rows }) => rows.map(({ cells }) => cells));
  const textOf = (at: number) => cells.flatMap((lines) => lines[at] ?? []).map(({ text }) => text);
  expect(textOf(0)).toEqual(crowdedContent.items.map(({ number }) => String(number)));
  const descriptions = crowdedContent.items.map(({ description }) => description).join(' ');
  expect(textOf(1).join(' ')).toBe(descriptions);
});

test('one item and its statements stay on one page', () => {
  const closing = closingOf('with-value')(aiftaContent, null);
  expect(spreadGoods(goods, closing, aiftaContent, 300, heights, lettering)).toHaveLength(1);
});
