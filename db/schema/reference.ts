import {
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { SavedEntry } from '../../domain/application/saved-entry.ts';
import type { PlaceList } from '../../domain/identifier/place-list.ts';
import { account } from './account.ts';

/** Subheadings of the Harmonized System, as DGFT operations loaded them; empty until they do. */
export const hsCode = pgTable(
  'hs_code',
  {
    /** Year of the edition, such as `2022`. */
    edition: text().notNull(),
    /** Two, four or six digits. */
    code: text().notNull(),
    description: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.edition, table.code] })],
);

/** Which edition codes are checked against, from when on. */
export const hsEdition = pgTable('hs_edition', {
  edition: text().primaryKey(),
  inForceFrom: date('in_force_from', { mode: 'string' }).notNull(),
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Ports and Indian customs sites, as DGFT operations loaded them; empty until they do. */
export const place = pgTable(
  'place',
  {
    list: text()
      .$type<PlaceList>()
      .notNull()
      .references(() => placeList.name),
    code: text().notNull(),
    /** As its list spells it. */
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.list, table.code] })],
);

/** Which lists codes are checked against. */
export const placeList = pgTable('place_list', {
  name: text().$type<PlaceList>().primaryKey(),
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A consignee, product or route that an exporter keeps, to be copied into applications. */
export const savedEntry = pgTable(
  'saved_entry',
  {
    id: uuid().primaryKey(),
    iec: text().notNull(),
    kind: text().$type<SavedEntry['kind']>().notNull(),
    name: text().notNull(),
    content: jsonb().$type<SavedEntry['content']>().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => account.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('saved_entry_iec').on(table.iec, table.kind, table.id)],
);
