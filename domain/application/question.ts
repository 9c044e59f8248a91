import type { Scheme } from '../agreement/scheme.ts';
import type { Refusal } from '../refusal.ts';
import type { ServedFrom } from '../transition/transition.ts';
import type { Exporter, PlainDate, ResolvedApplication } from './application.ts';

/** Six-digit codes of the Harmonized System, ports and customs sites that no loaded list has. */
export type Unlisted = { hs: readonly string[]; places: readonly string[] };

/** What every rule about an application may look at. */
export type ApplicationQuestion = {
  application: ResolvedApplication;
  /** null as long as the IEC has not been looked up. */
  exporter: Exporter | null;
  /** null when the application names no scheme that is offered here. */
  scheme: Scheme | null;
  /** From which day applications are made here; left out where this one was made already. */
  servedFrom?: ServedFrom;
  /** Today's date in India. */
  today: PlainDate;
  /** Of a certificate in lieu of another: the day on which the first of them was issued. */
  firstIssuedOn?: PlainDate;
  /** What the lists that are loaded here do not have. */
  unlisted?: Unlisted;
  /** Days, besides Saturdays and Sundays, on which offices are closed. */
  holidays: readonly PlainDate[];
};

/** One concern of the examination: answers every refusal it has, none when all is well. */
export type ApplicationRule = (question: ApplicationQuestion) => Refusal[];
