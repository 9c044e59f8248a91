import { type ApiClient, expected } from './api-client.ts';
import { type CaseAnswer, type Place, signAndIssue, until } from './case.ts';
import { startExporterAgent } from './signing-agent.ts';

/** The signature over what a draft declares, by the exporter's own token. */
export async function declare(place: Place, exporter: ApiClient, iec: string, id: string) {
  const agent = await startExporterAgent(place.dataDir, iec);
  try {
    const { declaration } = expected(
      await exporter.get<{ declaration: string }>(`/applications/${id}/declaration`),
    );
    const signature = await agent.declare({ declaration, description: `Application ${id}` });
    place.say(`${agent.login} signed the declaration of origin.`);
    return { signature };
  } finally {
    agent.stop();
  }
}

/** Issues the certificate as the exporter who declared the origin himself. */
export async function issueOwn(place: Place, exporter: ApiClient, iec: string, id: string) {
  const agent = await startExporterAgent(place.dataDir, iec);
  try {
    const { revision: expectedRevision } = expected(
      await exporter.get<CaseAnswer>(`/applications/${id}`),
    );
    expected(await exporter.post(`/applications/${id}/signing-request`, { expectedRevision }));
    await until(exporter, id, (one) => one.revision > expectedRevision);
    const what = 'Self-declared certificate of origin';
    const number = await signAndIssue(exporter, agent, id, what);
    place.say(`Signed by the exporter's token and issued as ${number}.`);
  } finally {
    agent.stop();
  }
}
