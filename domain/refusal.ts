/** One step of a determination: what rule was asked, on which figures, with what result. */
export type ReasoningStep = {
  /** Short name of the rule, such as `value-content` or `tariff-shift`. */
  rule: string;
  /** Where the rule stands: the agreement's article, the notice's clause. */
  source: string;
  /** The figures and facts that went in, by name, exact as text. */
  inputs: Record<string, string>;
  /** The outcome in a plain sentence, figures included. */
  result: string;
  satisfied: boolean;
};

/** A rule said no. `code` is stable and documented; `pointer` is a JSON Pointer into the application. */
export type Refusal = {
  code: string;
  message: string;
  pointer: string | null;
  reasoning: ReasoningStep[];
};
