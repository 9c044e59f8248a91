import { readFileSync } from 'node:fs';
import { commandFailure, EXIT } from '../exit-code.ts';
import { openService, type Service } from '../migrate/service.ts';
import { runningService } from '../migrate/system.ts';

type Figure = { figure: string; value: unknown; source: string; sure: string };
type Agreement = { code: string; name: string; version: number; uncertain: Figure[] };
type Correction = {
  id: string;
  scheme: string;
  from: string;
  source: string;
  figures: { figure: string; value: unknown }[];
  rules: unknown[];
  version: number | null;
  countsFrom: string | null;
};

const say = (line: string) => process.stderr.write(`${line}\n`);
const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);

const figureLine = ({ figure, value, sure, source }: Figure) =>
  `  ${figure} = ${JSON.stringify(value)}  [${sure}] ${source}`;

/** The agreements with their uncertain figures, line by line; those of one where a code is given. */
export async function agreementLines(service: Service, code: string | undefined) {
  const { agreements } = await service.get<{ agreements: Agreement[] }>('/agreements');
  const asked = agreements.filter((one) => code === undefined || one.code === code);
  if (asked.length === 0) throw commandFailure(EXIT.usage, `No scheme ${code} is offered here.`);
  return asked.flatMap(({ code: own, name, version, uncertain }) => [
    `${own} ${name}, version ${version}`,
    ...uncertain.map(figureLine),
  ]);
}

/** What waits for a second person, line by line. */
export async function waitingLines(service: Service) {
  const { corrections } = await service.get<{ corrections: Correction[] }>(
    '/agreements/corrections',
  );
  return corrections.flatMap(({ id, scheme, from, source, figures, rules }) => [
    `${id} ${scheme} from ${from}: ${source}`,
    ...figures.map(({ figure, value }) => `  ${figure} = ${JSON.stringify(value)}`),
    ...(rules.length > 0 ? [`  ${rules.length} rules of products`] : []),
  ]);
}

function correctionIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw commandFailure(EXIT.usage, `${file} is no correction in JSON: ${why}`);
  }
}

/** Proposes the correction in a file; gives its id in words. */
export async function proposed(service: Service, code: string, file: string) {
  const body = correctionIn(file);
  const { id } = await service.post<Correction>(`/agreements/${code}/corrections`, body);
  return [`${id} waits for somebody else to approve it.`];
}

export type Decision = { approve: true } | { approve: false; reason: string };

/** Decides on a correction; says what became of it. */
export async function decided(service: Service, id: string, decision: Decision) {
  const path = `/agreements/corrections/${encodeURIComponent(id)}/decision`;
  const { scheme, version, countsFrom } = await service.post<Correction>(path, decision);
  return [
    version ? `It is version ${version} of ${scheme} from ${countsFrom} on.` : 'It was declined.',
  ];
}

/** Works with the service as an account; a system that was started for the while ends with it. */
async function printed(as: string, lines: (service: Service) => Promise<readonly string[]>) {
  const place = await runningService(say);
  try {
    print(await lines(await openService(place, as, say)));
  } finally {
    await place.stop();
  }
}

export const list = (as: string, code: string | undefined): Promise<void> =>
  printed(as, (service) => agreementLines(service, code));
export const waiting = (as: string): Promise<void> => printed(as, waitingLines);
export const propose = (as: string, code: string, file: string): Promise<void> =>
  printed(as, (service) => proposed(service, encodeURIComponent(code), file));
export const decide = (as: string, id: string, decision: Decision): Promise<void> =>
  printed(as, (service) => decided(service, id, decision));
