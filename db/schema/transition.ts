import { bigint, date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Sureness } from '../../domain/agreement/scheme.ts';
import type { DataSet } from '../../domain/transition/transition.ts';
import { account } from './account.ts';

/**
 * From which day this system serves a data set of the platform before it. The latest entry of a data
 * set counts; entries are never changed or deleted.
 */
export const transitionSwitch = pgTable(
  'transition_switch',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    dataSet: text('data_set').$type<DataSet>().notNull(),
    /** The first day, in India; null: the platform before this one still serves it. */
    from: date('valid_from', { mode: 'string' }),
    source: text().notNull(),
    sure: text().$type<Sureness>().notNull(),
    /** null: it came with the installation. */
    setBy: uuid('set_by').references(() => account.id),
    setAt: timestamp('set_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('transition_switch_latest').on(table.dataSet, table.sequence.desc())],
);
