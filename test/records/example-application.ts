import { readFileSync } from 'node:fs';
import type { CooApplication } from '../../domain/application/application.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';

/** The application of a sample, by default a sound one; its `today+3` made into dates. */
export function exampleApplication(sample = 'aifta-resin'): CooApplication {
  const file = new URL(`../../samples/applications/${sample}.json`, import.meta.url);
  const today = indianDate(new Date().toISOString());
  const text = readFileSync(file, 'utf8').replaceAll(
    /"today([+-]\d+)?"/g,
    (_, days?: string) => `"${addDays(today, Number(days ?? 0))}"`,
  );
  return JSON.parse(text).application;
}
