import { z } from 'zod';
import { instant } from '../text.ts';

export const exporterPath = z.strictObject({ iec: z.string().max(40) });

const address = z.strictObject({
  lines: z.array(z.string()),
  city: z.string(),
  state: z.string(),
  pincode: z.string(),
});

/** Basic details by the names that the answer has for them: refused, with where they are changed. */
export const basicDetails = [
  'name',
  'pan',
  'status',
  'email',
  'mobile',
  'registeredOffice',
  'branches',
  'gstins',
  'directors',
] as const;

const refusedDetails = Object.fromEntries(
  basicDetails.map((name) => [name, z.unknown().meta({ description: 'Changed at DGFT alone' })]),
) as Record<(typeof basicDetails)[number], z.ZodUnknown>;

export const exporterBody = z.strictObject({
  aeo: z.string().max(20).nullable().optional(),
  ...z.object(refusedDetails).partial().shape,
});

export const exporterAnswer = z
  .strictObject({
    iec: z.string(),
    status: z.enum(['active', 'suspended', 'cancelled', 'unknown']),
    name: z.string().nullable(),
    pan: z.string().nullable(),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    registeredOffice: address.nullable(),
    branches: z.array(address.extend({ code: z.string() })),
    gstins: z.array(z.string()),
    directors: z.array(z.string()),
    /** Entered here; all else is DGFT's. */
    aeo: z.string().nullable(),
    /** When DGFT was asked last; null when it has not been yet. */
    fetchedAt: instant.nullable(),
    modifyAt: z.url(),
  })
  .meta({ id: 'Exporter' });
