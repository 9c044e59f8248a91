import type { Scheme } from '../agreement/scheme.ts';
import { schemeByCode } from '../agreement/schemes.ts';
import type { Exporter } from '../application/application.ts';

/**
 * Where self-declared certificates are handed in and numbered: no counter and no officer, but the
 * platform itself in DGFT's name. One series without gaps for all exporters, as every office has one:
 * a series of each exporter's own would tell the world how much he exports.
 */
export const selfDeclarationOffice = { id: 'DGFT-SELF', agency: 'DGFT', office: 'SELF' } as const;

/** Whether exporters issue certificates under a scheme themselves; no agency then does. */
export const isSelfDeclared = ({ issuing }: Pick<Scheme, 'issuing'>): boolean =>
  issuing.value.by === 'exporter';

/** The same of a scheme's code; false for one that is not offered here. */
export function isSelfDeclaredCode(code: string): boolean {
  const scheme = schemeByCode(code);
  return scheme !== null && isSelfDeclared(scheme);
}

/** Where a declaration is made: the town of the exporter's registered address, as DGFT has it. */
export const placeOfDeclaration = ({ address }: Pick<Exporter, 'address'>): string =>
  address.at(-2) ?? address.at(-1) ?? 'India';
