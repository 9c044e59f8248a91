import resin from '../../samples/applications/aifta-resin.json' with { type: 'json' };
import pumps from '../../samples/applications/australia-pumps-retrospective.json' with {
  type: 'json',
};
import chillies from '../../samples/applications/nonpreferential-chillies.json' with {
  type: 'json',
};
import refusedResin from '../../samples/applications/refused-aifta-34.996-percent.json' with {
  type: 'json',
};
import shirtsAndRice from '../../samples/applications/uae-shirts-and-rice.json' with {
  type: 'json',
};
import type { CostSheet, Exporter, ResolvedApplication } from '../application/application.ts';
import { addDays } from '../calendar/plain-date.ts';

const files = { resin, pumps, chillies, refusedResin, shirtsAndRice };
export type SampleName = keyof typeof files;

/** A Wednesday: all dates of the samples count from here. */
export const sampleToday = '2026-11-18';

/** A fresh copy of a sample's application, its relative dates filled in. */
export function sampleApplication(name: SampleName): ResolvedApplication {
  const text = JSON.stringify(files[name].application).replace(
    /"today([+-]\d+)?"/g,
    (_match, days?: string) => JSON.stringify(addDays(sampleToday, Number(days ?? 0))),
  );
  return JSON.parse(text) as ResolvedApplication;
}

function replaced(part: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(part)) return part.with(Number(key), replaced(part[Number(key)], rest, value));
  const object: Record<string, unknown> = Object.assign({}, part);
  return { ...object, [key]: replaced(object[key], rest, value) };
}

/** The sample with the values at some JSON Pointers replaced. */
export function changedSample(
  name: SampleName,
  changes: Record<string, unknown>,
): ResolvedApplication {
  const application: unknown = Object.entries(changes).reduce<unknown>(
    (part, [pointer, value]) => replaced(part, pointer.split('/').slice(1), value),
    sampleApplication(name),
  );
  return application as ResolvedApplication;
}

/** An application of one sample item whose cost sheet, and so whose FOB value, is the given one. */
export function withCostSheet(name: SampleName, costSheet: CostSheet): ResolvedApplication {
  const application = sampleApplication(name);
  const items = application.items.slice(0, 1).map((item) => ({
    ...item,
    fob: { amount: costSheet.fob, currency: costSheet.currency },
    origin: { costSheet },
  }));
  return { ...application, items };
}

export const sampleExporter: Exporter = {
  iec: 'AAACS7302F',
  pan: 'AAACS7302F',
  name: 'Sahyadri Chemicals Private Limited',
  address: ['Plot 14, MIDC Taloja', 'Navi Mumbai 410208'],
  country: 'IN',
};
