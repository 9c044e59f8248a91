import { indianDate } from '../../domain/calendar/indian-date.ts';
import { addDays } from '../../domain/calendar/plain-date.ts';

/** The last day in India that is over: the newest that a settlement file can be about. */
export const yesterdayInIndia = (): string => addDays(indianDate(new Date().toISOString()), -1);
