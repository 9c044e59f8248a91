import { counterOf, type OfficeOfAgency } from '../../db/queries/office/office.ts';
import type { SpecimenWanted } from '../../document/specimen.ts';
import { schemeByCode, schemes } from '../../domain/agreement/schemes.ts';
import { schemesOfOffice } from '../../domain/office/acceptance.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { Answer } from '../endpoint.ts';
import { problem } from '../problem/problem.ts';
import type { ImageTask } from './image-task.ts';
import { pictureWork } from './keep-picture.ts';

type Officer = { name: string; designation: string | null };

async function stampOf({ storage }: ApiDependencies, office: OfficeOfAgency) {
  const kept = office.stampKey && (await storage.get(office.stampKey));
  return kept && kept.outcome === 'found' ? kept.bytes : null;
}

/** Tries a picture in its place on a specimen of the office's certificates; keeps nothing. */
export async function specimenWith(
  api: ApiDependencies,
  picture: Pick<ImageTask & { kind: 'specimen' }, 'scan' | 'as'>,
  office: OfficeOfAgency,
  officer: Officer,
): Promise<Answer> {
  const scheme = schemeByCode(schemesOfOffice(counterOf(office))[0] ?? '') ?? schemes.at(-1);
  if (!scheme) throw problem('not-found', 'No certificates are issued here.');
  const { code, name, place, address } = office;
  const wanted: Omit<SpecimenWanted, 'signatureImage'> = {
    scheme: {
      code: scheme.code,
      name: scheme.name,
      formName: scheme.formName,
      partners: scheme.partners,
    },
    agency: { code: office.agencyCode, name: office.agencyName },
    office: { code, name, place, address },
    officer: { name: officer.name, designation: officer.designation ?? 'Authorised Officer' },
    stamp: await stampOf(api, office),
    publicUrl: api.publicUrl,
    at: new Date().toISOString(),
  };
  const bytes = await pictureWork({ kind: 'specimen', ...picture, wanted });
  return { status: 200, file: { type: 'application/pdf', bytes, name: 'specimen.pdf' } };
}
