import { z } from 'zod';
import { includesView, type Right, rights, tokenScopes } from '../../../domain/authority/actor.ts';

/** Rights that are given to a person or a program, out of those that `right` lets through. */
export const givenRights = <Item extends z.ZodType<Right>>(right: Item) =>
  z
    .array(right)
    .min(1)
    .max(rights.length)
    .refine((given) => new Set(given).size === given.length, 'Name each right once.')
    .refine(includesView, 'Add "view": who does something must see what it is done to.')
    .meta({ contains: { const: 'view' }, uniqueItems: true });

/** What a token is made for: rights with `view` among them, or `verify`, alone or beside them. */
export const givenScopes = z
  .array(z.enum(tokenScopes))
  .min(1)
  .max(tokenScopes.length)
  .refine((given) => new Set(given).size === given.length, 'Name each scope once.')
  .refine(
    (given) => includesView(given) || given.every((one) => one === 'verify'),
    'Add "view": who does something must see what it is done to.',
  )
  .meta({
    uniqueItems: true,
    anyOf: [{ contains: { const: 'view' } }, { items: { const: 'verify' } }],
  });
