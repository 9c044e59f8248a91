import { z } from 'zod';
import { instant, line, plainDate, printedLine } from '../text.ts';

const code = z.string().regex(/^[A-Z0-9]{1,20}$/, 'One to twenty capital letters and digits.');
const schemeCode = z.string().regex(/^[A-Z0-9-]{1,20}$/, 'The code of a scheme, such as "AIFTA".');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time in India, such as "09:30".');

export const agencyPath = z.strictObject({ code });
export const officePath = z.strictObject({
  id: z.string().regex(/^[A-Z0-9]{1,20}-[A-Z0-9]{1,20}$/),
});

const once = (list: readonly unknown[]) => new Set(list).size === list.length;

export const workingHours = z
  .strictObject({
    /** 1 is Monday, 7 is Sunday. */
    days: z.array(z.int().min(1).max(7)).min(1).max(7).refine(once, 'Name each day once.'),
    from: time,
    to: time,
  })
  .refine(({ from, to }) => from < to, 'The office opens before it closes.')
  .meta({ id: 'WorkingHours' });

const settings = {
  name: printedLine(120),
  place: printedLine(60),
  address: z.array(printedLine(100)).min(1).max(6),
  /** Codes that the office may issue under; null: all of its agency's. */
  schemes: z.array(schemeCode).max(50).refine(once, 'Name each scheme once.').nullable(),
  workingHours: workingHours.nullable(),
  walletEnabled: z.boolean(),
};

export const newOfficeBody = z.strictObject({ code, ...settings });
export const officeBody = z.strictObject({ ...settings, active: z.boolean() });

export const holidaysBody = z.strictObject({
  holidays: z
    .array(z.strictObject({ date: plainDate, name: line(100) }))
    .max(366)
    .refine((list) => once(list.map(({ date }) => date)), 'Name each date once.'),
});

/** Read by `domain/office/merchant-entry.ts`, which says what is wrong by codes of its own. */
export const merchantBody = z.strictObject({
  merchantId: z.string().max(64),
  checksumKey: z.string().max(256),
});

export const agenciesAnswer = z.strictObject({
  agencies: z.array(
    z.strictObject({ code: z.string(), name: z.string(), schemes: z.array(z.string()) }),
  ),
});

export const officesAnswer = z.strictObject({
  offices: z.array(
    z.strictObject({
      agency: z.string(),
      agencyName: z.string(),
      office: z.string(),
      officeName: z.string(),
      place: z.string(),
      /** Codes of the schemes that it issues under. */
      schemes: z.array(z.string()),
      /** Ways in which it takes the fee. */
      payment: z.array(z.enum(['gateway', 'wallet'])),
    }),
  ),
});

export const officeAnswer = z.strictObject({
  id: z.string(),
  agency: z.string(),
  code: z.string(),
  name: z.string(),
  place: z.string(),
  address: z.array(z.string()),
  schemes: z.array(z.string()).nullable(),
  workingHours: workingHours.nullable(),
  active: z.boolean(),
  walletEnabled: z.boolean(),
  /** null until entered. The checksum key is never shown again. */
  merchant: z
    .strictObject({
      merchantId: z.string(),
      setAt: instant.nullable(),
      /** Name of who entered it. */
      setBy: z.string().nullable(),
    })
    .nullable(),
  hasStamp: z.boolean(),
  revision: z.int(),
});

export const holidaysAnswer = z.strictObject({
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: z.string() })),
  revision: z.int(),
});
