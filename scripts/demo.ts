import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiClient, expected, signIn } from './demo/api-client.ts';
import { readApplicationFile } from './demo/application-file.ts';
import type { Place } from './demo/case.ts';
import { apply, examineAndSign } from './demo/journey.ts';
import { type DemoResult, refusalOf, writeOut } from './demo/result.ts';
import { runningSystem } from './demo/running-system.ts';
import { issueOwn } from './demo/self-declaration.ts';
import { dataDir, projectDir } from './env.ts';

/** The main job on real input through the HTTP API alone; see README, "npm run demo". */
const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'demo-out' } },
  allowPositionals: true,
});
const file = positionals[0] ?? path.join(projectDir, 'samples/applications/aifta-resin.json');
const outDir = path.resolve(values.out);
const mustBeRefused = path.basename(file).startsWith('refused-');
const say = (line: string) => console.log(line);

try {
  const system = await runningSystem(dataDir, say);
  try {
    const opened: ApiClient[] = [];
    const result = await run({ ...system, say, opened });
    for (const client of opened) await client.signOut();
    writeOut(outDir, { 'result.json': result });
    say(`${result.outcome}${result.refusal ? `: ${result.refusal.message}` : ''}`);
    say(`Written to ${outDir}.`);
    const wished = mustBeRefused ? 'refused' : 'issued';
    if (result.outcome !== wished) throw new Error(`This file must be ${wished}.`);
  } finally {
    await system.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(place: Place): Promise<DemoResult> {
  const application = await readApplicationFile(file);
  const { scheme, agency, office } = application.application;
  const began = Date.now();
  const submission = await apply(place, application);
  const operations = await signIn(place, 'operations');
  const history = async (id: string | null) => {
    const run = id ? await operations.get<Run>(`/applications/${id}/run`) : null;
    return run?.ok ? run.body : { workflowId: null, historyEvents: 0 };
  };
  const common = { scheme, certificateNumber: null, validUntil: null, endorsements: [] };
  if (submission.refused) {
    const { applicationId, refused } = submission;
    const { historyEvents, workflowId } = await history(applicationId);
    return {
      ...common,
      outcome: 'refused',
      stage: 'draft',
      applicationId,
      workflowId,
      items: [],
      refusal: refusalOf(refused),
      feePaise: 0,
      historyEvents,
      secondsToIssue: null,
    };
  }
  const { applicationId, exporter } = submission;
  const isOwn = submission.stage === 'auto-approved-pending-issuance';
  if (isOwn) await issueOwn(place, exporter, application.exporter.iec, applicationId);
  else await examineAndSign(place, applicationId, `${agency}-${office}`);
  const seconds = (Date.now() - began) / 1000;
  const ended = expected(await exporter.get<EndedCase>(`/applications/${applicationId}`));
  const number = ended.certificateNumber;
  if (!number) throw new Error(`The case ended as ${ended.stage}, without a certificate.`);
  const certificate = expected(await exporter.get<Certificate>(`/certificates/${number}`));
  const verification = await publicJson<Verification>(place.api, `/verify/${number}`);
  const trust = await publicJson<Trust>(place.api, '/trust');
  writeOut(outDir, {
    'certificate.pdf': await exporter.download(`/certificates/${number}/pdf`),
    ...(isOwn && {
      'physical-copy.pdf': await exporter.download(`/certificates/${number}/physical-copy`),
    }),
    'certificate.json': certificate,
    'verification.json': verification,
    'timeline.json': expected(await exporter.get(`/applications/${applicationId}/timeline`)),
    'trust.pem': trust.pem,
    'qr-certificate.pem': trust.qrCertificates,
    ...Object.fromEntries(
      trust.crls.map(({ name, der }) => [name, new Uint8Array(Buffer.from(der, 'base64'))]),
    ),
  });
  if (!verification.genuine) throw new Error('The certificate does not verify.');
  const { historyEvents, workflowId } = await history(applicationId);
  return {
    ...common,
    outcome: 'issued',
    stage: ended.stage,
    applicationId,
    workflowId,
    certificateNumber: number,
    validUntil: certificate.validUntil,
    endorsements: certificate.endorsements,
    items: ended.origin.map(({ criterion, reasoning }) => ({ criterion, reasoning })),
    refusal: null,
    feePaise: ended.feePaise,
    historyEvents,
    secondsToIssue: Math.round(seconds * 1000) / 1000,
  };
}

type Run = { workflowId: string; historyEvents: number };
type Certificate = { validUntil: string | null; endorsements: string[] };
type Verification = { genuine: boolean };
type Trust = { pem: string; qrCertificates: string; crls: { name: string; der: string }[] };
type EndedCase = {
  stage: string;
  certificateNumber: string | null;
  feePaise: number;
  origin: { criterion: string; reasoning: unknown[] }[];
};

/** What anyone may ask without signing in. */
async function publicJson<Body>(api: string, address: string): Promise<Body> {
  const answer = await fetch(`${api}/api/v1${address}`);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return (await answer.json()) as Body;
}
