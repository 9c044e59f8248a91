import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import type { ProvisionedToken, TokenHolder } from '../../simulators/token/provision.ts';

/** Firms that DGFT knows and that have no account: with their directors' tokens anybody can register one. */
const unregistered = ['ALNCP0642U', 'ACCCC8628C', '0514485587'];

export type Director = { iec: string; firm: string; name: string };

/** The first listed director of each of these firms. */
export const directors: readonly Director[] = unregistered.map((iec) => {
  const firm = registeredFirms().get(iec);
  const [name] = firm?.directors ?? [];
  if (!firm || !name) throw new Error(`DGFT's simulator knows no director of ${iec}`);
  return { iec, firm: firm.firmName, name };
});

/** A director's token as an authority makes it out: the IEC in the organisational unit. */
export const tokenOfDirector = ({ iec, firm, name }: Director, pin: string): TokenHolder => ({
  label: `director.${iec.toLowerCase()}`,
  pin,
  commonName: name,
  organisation: firm,
  iec,
});

/** Notes how each director's signing agent is started: `simulators/token/directors.json`. */
export function noteDirectors(
  simulatorsDir: string,
  tokens: ProvisionedToken[],
  pin: string,
): void {
  const agents = directors.map((director, index) => ({
    ...director,
    pin,
    ...tokens[index]?.signAgent,
  }));
  const folder = path.join(simulatorsDir, 'token');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'directors.json'), `${JSON.stringify(agents, null, 2)}\n`, {
    mode: 0o600,
  });
}
