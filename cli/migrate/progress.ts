/** How far one part of the work is; `total` null while it is not known. */
export type Part = { name: string; done: number; total: number | null };

/** Shows how the work goes on: bars that redraw themselves on a terminal, plain lines elsewhere. */
export type Progress = {
  show: (headline: string, parts: readonly Part[]) => void;
  end: () => void;
};

type Output = {
  isTTY?: boolean;
  columns?: number;
  write: (text: string) => unknown;
};
type Sample = { at: number; done: number };

const barWidth = 24;
/** Over how long a rate is taken: longer than a batch works and rests that gives way, short enough to follow a change. */
const rateMs = 120_000;
const plainMs = 5000;

const grouped = (count: number) => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

/** Seconds as hours, minutes and seconds. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(whole % 60)}`;
}

/** Records a second, from the samples of the last while; null before two of them differ in time. */
function rateOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at <= first.at) return null;
  return ((last.done - first.done) * 1000) / (last.at - first.at);
}

function figures({ done, total }: Part, rate: number | null): string {
  const isOver = total !== null && done >= total;
  const counts = total === null ? grouped(done) : `${grouped(done)} of ${grouped(total)}`;
  if (isOver || !rate || rate <= 0) return counts;
  const left = total === null ? '' : `, ${duration((total - done) / rate)} left`;
  return `${counts}, ${grouped(rate)}/s${left}`;
}

function bar({ done, total }: Part): string {
  if (total === null) return ' '.repeat(barWidth + 5);
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * barWidth);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${percent}%`;
}

/** Begins to show progress; `now` in milliseconds since 1970. */
export function openProgress(output: Output, now: () => number = Date.now): Progress {
  const samples = new Map<string, Sample[]>();
  let drawn = 0;
  let said = { at: Number.NEGATIVE_INFINITY, headline: '' };

  function rateNow({ name, done }: Part): number | null {
    const at = now();
    const kept = (samples.get(name) ?? []).filter((one) => at - one.at <= rateMs);
    samples.set(name, [...kept, { at, done }]);
    return rateOf(samples.get(name) ?? []);
  }

  function draw(headline: string, parts: readonly Part[]): void {
    const width = Math.max(0, ...parts.map(({ name }) => name.length));
    const lines = parts.map(
      (part) => `  ${part.name.padEnd(width)}  ${bar(part)}  ${figures(part, rateNow(part))}`,
    );
    const visible = [headline, ...lines].map((line) => line.slice(0, (output.columns ?? 120) - 1));
    const back = drawn > 0 ? `\x1b[${drawn}A` : '';
    output.write(`${back}${visible.map((line) => `\x1b[2K${line}\n`).join('')}`);
    drawn = visible.length;
  }

  function say(headline: string, parts: readonly Part[]): void {
    const at = now();
    const rates = parts.map(rateNow);
    if (headline === said.headline && at - said.at < plainMs) return;
    said = { at, headline };
    const texts = parts.map((part, index) => `${part.name} ${figures(part, rates[index] ?? null)}`);
    output.write(`${[headline, ...texts].join(' · ')}\n`);
  }

  return {
    show: (headline, parts) => (output.isTTY ? draw(headline, parts) : say(headline, parts)),
    end() {
      drawn = 0;
    },
  };
}
