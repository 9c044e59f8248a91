import { readFileSync } from 'node:fs';
import type { CooApplication } from '../domain/application/application.ts';
import { indianDate } from '../domain/calendar/indian-date.ts';
import { addDays } from '../domain/calendar/plain-date.ts';

const file = new URL('../samples/applications/aifta-resin.json', import.meta.url);

/** A sound application under AIFTA: the sample, its `today+3` made into dates. */
export function exampleApplication(): CooApplication {
  const today = indianDate(new Date().toISOString());
  const text = readFileSync(file, 'utf8').replaceAll(
    /"today([+-]\d+)?"/g,
    (_, days?: string) => `"${addDays(today, Number(days ?? 0))}"`,
  );
  return JSON.parse(text).application;
}
