import type { ApplicationItem } from '../../application/application.ts';
import type { ReasoningStep } from '../../refusal.ts';
import type { RefusalCode } from '../../refusal-codes.ts';
import type { Share } from '../../share.ts';
import type { Scheme } from '../scheme.ts';
import type { CostFigures, MaterialSplit } from './cost-figures.ts';

/** Where an item of an application originates, by which rule, and how that was found. */
export type ItemOrigin = {
  /** Position on the certificate, from 1. */
  item: number;
  qualifies: boolean;
  /** As the form prints it; null when the item does not qualify. */
  criterion: string | null;
  reasoning: ReasoningStep[];
};

/** What of an item decides its origin. */
export type OriginItem = Pick<ApplicationItem, 'hsExport' | 'hsImport' | 'origin' | 'operations'>;

/** What a rule of origin is asked about. */
export type OriginQuestion = {
  scheme: Scheme;
  item: OriginItem;
  /** Position on the certificate, from 1. */
  number: number;
};

/** The same with the item's cost sheet, which was found to add up, looked at for one route. */
export type CostedQuestion = OriginQuestion & {
  figures: CostFigures;
  /** Countries whose materials count as originating on this route. */
  originatingIn: readonly string[];
  split: MaterialSplit;
};

/** Why an item does not qualify; `pointer` is relative to the item. */
export type OriginFailure = { code: RefusalCode; pointer: string; message: string };

/** What one test answers: it holds when there are no failures. */
export type TestAnswer = {
  steps: ReasoningStep[];
  failures: OriginFailure[];
  /** The originating share that a value test found, for the criterion. */
  share?: Share;
};

/** What one rule answers: the criterion to print when there are no failures. */
export type OriginAnswer = {
  criterion: string;
  reasoning: ReasoningStep[];
  failures: OriginFailure[];
};
