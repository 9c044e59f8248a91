import { determineItemOrigin } from '../../domain/agreement/origin/determine-origin.ts';
import { comparableSchemes } from '../../domain/agreement/schemes.ts';
import type { ApplicationItem, CostSheet } from '../../domain/application/application.ts';
import { examineApplication } from '../../domain/application/examine.ts';
import { sampleApplication, sampleToday } from '../../domain/testing/sample-application.ts';
import { compared, type Measurement, median } from './measurement.ts';

const rounds = 300;
const warmUp = 100;

/** A sheet of so many inputs of many origins and headings that adds up to a million. */
function sheetOf(inputs: number): CostSheet {
  const origins = ['IN', 'TH', 'CN', 'AU', 'AE', null];
  const each = 500_000 / inputs;
  return {
    currency: 'USD',
    unit: 'shipment',
    fob: '1000000.00',
    materials: Array.from({ length: inputs }, (_, index) => ({
      description: `Input ${index + 1}`,
      hs: `${2901 + (index % 40)}10`,
      origin: origins[index % origins.length] ?? null,
      value: each.toFixed(2),
      basis: 'CIF',
    })),
    labour: '200000.00',
    overheads: '100000.00',
    otherCosts: '100000.00',
    profit: '100000.00',
  };
}

function itemWith(costSheet: CostSheet): ApplicationItem {
  const [item] = sampleApplication('resin').items;
  if (item === undefined) throw new Error('The sample has no item');
  const fob = { amount: costSheet.fob, currency: costSheet.currency };
  return { ...item, fob, origin: { costSheet } };
}

/** The median of many rounds of a piece of work, in milliseconds. */
function medianOf(work: () => void): number {
  const times = Array.from({ length: warmUp + rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(times.slice(warmUp));
}

/** A sheet of a hundred inputs under every agreement, and an application of five hundred items. */
export async function benchOrigin(): Promise<Measurement[]> {
  const item = itemWith(sheetOf(100));
  const sheet = medianOf(() => {
    for (const scheme of comparableSchemes) determineItemOrigin({ scheme, item, number: 1 });
  });
  const items = Array.from({ length: 500 }, () => itemWith(sheetOf(10)));
  const application = { ...sampleApplication('resin'), items };
  const whole = medianOf(() => {
    const asked = { application, exporter: null, today: sampleToday, holidays: [] };
    if (examineApplication(asked).origin.length !== items.length) throw new Error('not examined');
  });
  const below = { sign: '<=', ratio: 1 } as const;
  return [
    compared('origin: 100 inputs, all agreements', 'ms', { value: sheet, baseline: 5 }, below),
    compared('origin: 500 items examined', 'ms', { value: whole, baseline: 50 }, below),
  ];
}
