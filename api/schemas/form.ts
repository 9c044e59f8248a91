import { z } from 'zod';
import type { FormInWords } from '../../document/form-list.ts';

export const formPath = z.strictObject({ scheme: z.string().regex(/^[A-Z0-9-]{2,20}$/) });

export const formListAnswer = z
  .strictObject({
    forms: z.array(
      z.strictObject({
        scheme: z.string(),
        title: z.string(),
        /** False: layout unconfirmed. The nearest known form is printed until its own is found. */
        confirmed: z.boolean(),
        /** Where the layout stands, or whose it borrows. */
        source: z.string(),
        boxes: z.array(z.strictObject({ number: z.string(), label: z.string() })),
      }) satisfies z.ZodType<FormInWords>,
    ),
  })
  .meta({ id: 'Forms' });
