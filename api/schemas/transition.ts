import { z } from 'zod';
import type { Sureness } from '../../domain/agreement/scheme.ts';
import { dataSets } from '../../domain/transition/transition.ts';
import { instant, line, plainDate } from './text.ts';

const dataSet = z.enum(dataSets);

export const switchQuery = z.strictObject({ dataSet: dataSet.optional() });

export const switchBody = z.strictObject({
  dataSet,
  /** The first day, in India, on which it is served here; null: the earlier platform serves it. */
  from: plainDate.nullable(),
  /** The notice, or the acceptance of a migration, that says so. */
  source: line(300),
});

export const switchAnswer = z
  .strictObject({
    dataSet,
    from: plainDate.nullable(),
    /** Today. */
    servedHere: z.boolean(),
    source: z.string(),
    sure: z.enum(['found', 'known', 'inferred'] satisfies Sureness[]),
    /** null: it came with the installation. */
    setBy: z.string().nullable(),
    setAt: instant,
  })
  .meta({ id: 'TransitionSwitch' });

export const transitionAnswer = z.strictObject({
  legacyPortal: z.url(),
  switches: z.array(switchAnswer),
});

export const switchHistoryAnswer = z.strictObject({ switches: z.array(switchAnswer) });
