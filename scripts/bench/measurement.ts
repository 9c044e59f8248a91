/** One figure beside its baseline from the same run (`npm run bench -- --json` prints an array). */
export type Measurement = {
  name: string;
  value: number;
  baseline: number;
  unit: string;
  ratio: number;
  /** Such as `>= 0.8`, said of the ratio; of the value where the baseline is a fixed bound. */
  goal: string;
  held: boolean;
};

/** What was measured, and its baseline of the same minute. */
export type Figures = { value: number; baseline: number };

const round = (number: number) => Number(number.toPrecision(4));

/** A figure that must reach (`>=`) or keep under (`<=`) a multiple of its baseline. */
export function compared(
  name: string,
  unit: string,
  figures: Figures,
  goal: { sign: '>=' | '<='; ratio: number },
): Measurement {
  const ratio = figures.value / figures.baseline;
  return {
    name,
    unit,
    value: round(figures.value),
    baseline: round(figures.baseline),
    ratio: round(ratio),
    goal: `${goal.sign} ${goal.ratio}`,
    held: goal.sign === '>=' ? ratio >= goal.ratio : ratio <= goal.ratio,
  };
}

/** The figure that `part` of them do not exceed, such as 0.95. */
export function percentile(figures: number[], part: number): number {
  const sorted = figures.toSorted((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

/** The middle of several figures; of an even count the lower middle one. */
export function median(figures: number[]): number {
  const sorted = figures.toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The round with the median ratio: its two figures are of the same minute. */
export function middleOf(rounds: readonly Figures[]): Figures {
  const ratio = ({ value, baseline }: Figures) => value / baseline;
  const middle = rounds.toSorted((one, other) => ratio(one) - ratio(other))[rounds.length >> 1];
  if (!middle) throw new Error('no round was measured');
  return middle;
}

/** Runs `work` for each of `count` numbers, `width` at a time; gives how many were done a second. */
export async function throughput(
  count: number,
  width: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return count / ((performance.now() - began) / 1000);
}
