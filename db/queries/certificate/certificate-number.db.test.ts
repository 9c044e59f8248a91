import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { caseInStage } from '../../../test/records/case-in-stage.ts';
import { recordWithOffice } from '../../../test/records/record-with-office.ts';
import { freshDatabase } from '../../../test/servers/fresh-database.ts';
import { certificateNumber } from '../../schema/schema.ts';
import { recordStep } from '../case/case.ts';
import { numberGivenBack, reserveNumber } from './certificate-number.ts';

const { database } = await freshDatabase();
const owner = await recordWithOffice(database);

const cases = (count: number) =>
  Promise.all(Array.from({ length: count }, () => caseInStage(database, 'under-review', owner)));

const reserve = (applicationId: string, year: number) =>
  reserveNumber(database, {
    applicationId,
    officeId: 'EIC-MUMBAI',
    year,
    format: (serial) => `EIC-MUMBAI-${year}-${serial}`,
  });

async function giveBack(applicationId: string): Promise<void> {
  const step = { applicationId, name: 'reject', revision: 3, at: new Date() };
  await recordStep(database, step, () => ({
    set: { stage: 'rejected' },
    event: { actor: 'system', action: 'reject', detail: {} },
    also: [numberGivenBack(database)],
  }));
}

const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const inOrder = (serials: number[]) => serials.toSorted((left, right) => left - right);

test('fifty cases at once get 1 to 50, each its own', async () => {
  const ids = await cases(50);
  const numbers = await Promise.all(ids.map((id) => reserve(id, 2026)));
  expect(inOrder(numbers.map(({ serial }) => serial))).toEqual(oneTo(50));
});

test('a case that asks again, also while it asks, holds the number that it has', async () => {
  const [id = ''] = await cases(1);
  const asked = await Promise.all(Array.from({ length: 20 }, () => reserve(id, 2027)));
  expect(new Set(asked.map(({ number }) => number)).size).toBe(1);
  expect(await reserve(id, 2027)).toEqual(asked[0]);
});

test('numbers given back are taken first, however many reach for them', async () => {
  const first = await cases(20);
  await Promise.all(first.map((id) => reserve(id, 2028)));
  const rejected = first.slice(0, 10);
  await Promise.all(rejected.map(giveBack));
  const numbers = await Promise.all((await cases(30)).map((id) => reserve(id, 2028)));
  const kept = await database
    .select()
    .from(certificateNumber)
    .where(eq(certificateNumber.year, 2028));
  expect(inOrder(kept.map(({ serial }) => serial))).toEqual(oneTo(40));
  expect(kept.every(({ applicationId }) => applicationId !== null)).toBe(true);
  expect(new Set(numbers.map(({ serial }) => serial)).size).toBe(30);
});

test('a case that goes on in another year gives its old number back', async () => {
  const [early = '', late = ''] = await cases(2);
  const old = await reserve(early, 2029);
  expect((await reserve(early, 2030)).serial).toBe(1);
  expect(await reserve(late, 2029)).toEqual(old);
});

test('a number that was issued stays', async () => {
  const [id = ''] = await cases(1);
  const { number } = await reserve(id, 2031);
  await database.$client`select issue_number(${number}, ${id}, now())`;
  await expect(
    database.$client`update certificate_number set application_id = null where number = ${number}`,
  ).rejects.toThrow('taken for good');
  await giveBack(id);
  expect((await reserve(id, 2031)).number).toBe(number);
});
