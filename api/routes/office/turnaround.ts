import { readTurnaround } from '../../../db/queries/office/turnaround.ts';
import { beginningInIndia } from '../../../domain/calendar/indian-period.ts';
import { endpoint } from '../../endpoint.ts';
import { officePath } from '../../schemas/office/office.ts';
import { turnaroundAnswer } from '../../schemas/office/turnaround.ts';
import { todayInIndia } from '../../today.ts';
import { officeFor } from './offices.ts';

const days = 30;
const dayMs = 86_400_000;

export const turnaroundEndpoint = endpoint({
  method: 'get',
  path: '/offices/{id}/turnaround',
  tag: 'Office queue',
  summary: 'What waits at an office, what is overdue, and how fast it is, just now',
  pathSchema: officePath,
  answers: { 200: { description: 'The figures at this moment', schema: turnaroundAnswer } },
  handle: async ({ account, path, api }) => {
    const { id } = await officeFor(api, account, 'view-turnaround', path.id);
    const at = new Date();
    const day = todayInIndia();
    const since = new Date(at.getTime() - days * dayMs).toISOString();
    const asked = { since, day, dayBegan: beginningInIndia(day) };
    const { waiting, decided, issued } = await readTurnaround(api.database, id, asked);
    const shown = waiting.map(({ oldestSubmittedAt, ...rest }) => ({
      ...rest,
      oldestSubmittedAt: oldestSubmittedAt.toISOString(),
    }));
    const oldest = shown.map(({ oldestSubmittedAt }) => oldestSubmittedAt).sort()[0];
    return {
      status: 200,
      body: {
        office: id,
        at: at.toISOString(),
        waiting: shown,
        overdue: shown.reduce((sum, { overdue }) => sum + overdue, 0),
        oldestSubmittedAt: oldest ?? null,
        days,
        decided,
        issued,
      },
    };
  },
});
