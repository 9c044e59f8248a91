import { formsInWords } from '../../../document/form-list.ts';
import { buildFormSpecimen } from '../../../document/specimen.ts';
import { schemeByCode } from '../../../domain/agreement/schemes.ts';
import { publicEndpoint } from '../../endpoint.ts';
import { formsToday } from '../../layouts.ts';
import { problem } from '../../problem/problem.ts';
import { formListAnswer, formPath } from '../../schemas/form.ts';

const tag = 'Forms';

/** A specimen is the same for everybody: each is built once in the life of the process. */
const built = new Map<string, Promise<Uint8Array>>();

function specimenOf(code: string, publicUrl: string): Promise<Uint8Array> | null {
  const form = formsInWords.find(({ scheme }) => scheme === code);
  if (!form) return null;
  const key = `${code} ${publicUrl}`;
  const known = built.get(key);
  if (known) return known;
  const { title: name } = form;
  const partners = schemeByCode(code)?.partners ?? null;
  const scheme = { code, name, formName: name, partners };
  const specimen = buildFormSpecimen(scheme, publicUrl, new Date().toISOString());
  built.set(key, specimen);
  return specimen;
}

/** What certificates look like under every agreement (R38). */
export const formEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/forms',
    tag,
    summary: 'The form of each agreement, box by box, and whether its layout is confirmed',
    answers: { 200: { description: 'Every form that is printed here', schema: formListAnswer } },
    handle: async ({ api }) => ({ status: 200, body: { forms: await formsToday(api.database) } }),
  }),
  publicEndpoint({
    method: 'get',
    path: '/forms/{scheme}/specimen',
    tag,
    summary: 'What a certificate of that scheme looks like',
    description: 'Made-up goods of made-up firms, SPECIMEN across every page, unsigned.',
    pathSchema: formPath,
    answers: { 200: { description: 'The form as PDF', mediaType: 'application/pdf' } },
    handle: async ({ path, api }) => {
      const bytes = await specimenOf(path.scheme, api.publicUrl);
      if (!bytes) throw problem('not-found', 'There is no form of that scheme.');
      const name = `specimen-${path.scheme}.pdf`;
      return { status: 200, file: { type: 'application/pdf', bytes, name } };
    },
  }),
];
