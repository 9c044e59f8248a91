import { indianDate } from '../domain/calendar/indian-date.ts';

/** Today's date in India: what every rule of dates is asked with. */
export const todayInIndia = () => indianDate(new Date().toISOString());
