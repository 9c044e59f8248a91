import { z } from 'zod';
import { countryCode, line, plainDate, printedLine } from '../text.ts';

const percent = z
  .string()
  .regex(
    /^(?=.*[1-9])(100(\.0{1,3})?|[1-9]?\d(\.\d{1,3})?)$/,
    'A percentage above 0, at most 100, as text, such as "35" or "12.5".',
  );
const days = z.int().min(0).max(60);
const period = z.union([
  z.strictObject({ months: z.int().min(1).max(60) }),
  z.strictObject({ days: z.int().min(1).max(1830) }),
]);
/** Words of a form: what it prints of a share stands in braces. */
const printed = printedLine(60).regex(
  /^([^{}]|\{(percent|percent-plain|non-originating|originating)\})*$/,
  'In braces only {percent}, {percent-plain}, {non-originating} and {originating} may stand.',
);
const words = printedLine(60).regex(/^[^{}]*$/, 'Without braces: it is printed as it stands.');

const chapter = z.int().min(1).max(97);
const effect = z
  .strictObject({ from: plainDate, to: plainDate.nullable() })
  .refine(({ from, to }) => to === null || from <= to, {
    path: ['to'],
    error: 'Ends before it begins.',
  });

/** What each figure of a record may hold, by the last part of its place there. */
const figureValues = {
  inForce: effect,
  partnersInForce: z.record(countryCode, effect),
  validity: period.nullable(),
  retrospective: z
    .strictObject({
      after: z.strictObject({ count: days, of: z.enum(['working-days', 'days']) }),
      until: period,
      endorsement: words.nullable(),
    })
    .refine(({ after, until }) => !('days' in until) || until.days > after.count, {
      path: ['until', 'days'],
      error: 'Ends before the certificate is late.',
    })
    .nullable(),
  trueCopy: z.strictObject({ withinMonths: z.int().min(1).max(60), endorsement: words }).nullable(),
  thirdCountryInvoicing: z.boolean(),
  backToBack: z.strictObject({
    inAgreement: z.boolean(),
    offered: z.literal(false, 'To offer back-to-back certificates takes a release.'),
  }),
  cumulation: z.enum(['bilateral', 'regional', 'none']),
  deMinimis: z
    .strictObject({
      percent,
      exceptChapters: z
        .array(
          z
            .tuple([chapter, chapter])
            .refine(([first, last]) => first <= last, 'The first chapter comes first.'),
        )
        .max(20),
    })
    .nullable(),
  setTolerance: percent.nullable(),
  /** Nothing else is known to the program: it can be confirmed. */
  hsBasis: z.literal('importing-country'),
  foreignOrigin: z.null(),
  whollyObtained: z.strictObject({ criterion: words }),
  percent,
  level: z.enum(['CC', 'CTH', 'CTSH']),
  criterion: printed,
  rule: z.literal('labour-or-overheads'),
  /** To print another one takes a release. */
  layout: z.enum(['own', 'nearest']),
} as const;

/** The form of a figure's value, by the figure's place in the record; null: it has none. */
export function figureValue(figure: string): z.ZodType | null {
  const name = figure.split('.').at(-1) ?? '';
  return Object.hasOwn(figureValues, name) ? figureValues[name as keyof typeof figureValues] : null;
}

/** A place in a record, such as `rule.routes.0.criterion`. */
export const figurePlace = line(100).regex(
  /^[A-Za-z0-9.]+$/,
  'The place of a figure, such as "validity".',
);
