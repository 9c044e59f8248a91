import { z } from 'zod';
import { includesView, type Right, rights } from '../../../domain/authority/actor.ts';

/** Rights that are given to a person or a program, out of those that `right` lets through. */
export const givenRights = <Item extends z.ZodType<Right>>(right: Item) =>
  z
    .array(right)
    .min(1)
    .max(rights.length)
    .refine((given) => new Set(given).size === given.length, 'Name each right once.')
    .refine(includesView, 'Add "view": who does something must see what it is done to.')
    .meta({ contains: { const: 'view' }, uniqueItems: true });
