import type { Database, Transaction } from '../db/database.ts';
import { listCorrectionsOf } from '../db/queries/agreement/scheme-version.ts';
import { type FormInWords, formsInWords } from '../document/form-list.ts';
import { correctedFigure, layoutFigure } from '../domain/agreement/correction.ts';
import type { Figure } from '../domain/agreement/figures.ts';

const layoutOf = ({ confirmed, source }: FormInWords): Figure => ({
  figure: layoutFigure,
  value: confirmed ? 'own' : 'nearest',
  source,
  sure: confirmed ? 'found' : 'inferred',
});

const layouts = new Map(formsInWords.map((form) => [form.scheme, layoutOf(form)]));

/** Whether a scheme's form has the agreement's own layout, as it comes with the program; null where none is printed. */
export const layoutInProgram = (code: string): Figure | null => layouts.get(code) ?? null;

/** The same of every scheme, as it counts today. */
export async function readLayouts(
  database: Database | Transaction,
): Promise<ReadonlyMap<string, Figure>> {
  const corrected = Map.groupBy(
    await listCorrectionsOf(database, layoutFigure),
    ({ scheme }) => scheme,
  );
  return new Map(
    [...layouts].map(([code, layout]) => {
      const terms = (corrected.get(code) ?? []).map((one) => one.terms);
      return [code, correctedFigure(layout, terms)];
    }),
  );
}

/** Every form, its layout confirmed where it came so or DGFT operations have held it against the agreement. */
export async function formsToday(database: Database): Promise<FormInWords[]> {
  const today = await readLayouts(database);
  return formsInWords.map((form) => {
    const { value, source } = today.get(form.scheme) ?? layoutOf(form);
    return { ...form, confirmed: value === 'own', source };
  });
}
