import type { Database } from '../../db/database.ts';
import { listHolidays } from '../../db/queries/dgft/holiday.ts';
import type {
  RegistrationRecord,
  RegistrationRow,
} from '../../db/queries/registration/registration.ts';
import { type Due, duesOfApplicant, duesOfDecider } from '../../domain/registration/deadlines.ts';
import { isDecidedOn, missingProofs } from '../../domain/registration/proofs.ts';
import type { RefusalDetail } from '../../workflows/failure.ts';
import type { Standing } from '../../workflows/user-registration/contract.ts';
import { corrupt } from '../failure.ts';

/** Where the registration stands after a step; `refused` when the step was asked for but not granted. */
export type StepOutcome = Standing & { refused?: RefusalDetail };

/** What falls due in a stage that was entered at an instant. */
async function duesOf(
  database: Database,
  stage: RegistrationRow['stage'],
  since: Date,
): Promise<Due[]> {
  const at = since.toISOString();
  if (stage === 'collecting') return duesOfApplicant(at);
  return stage === 'awaiting-decision' ? duesOfDecider(at, await listHolidays(database)) : [];
}

const isOpen = (stage: RegistrationRow['stage']) =>
  stage === 'collecting' || stage === 'awaiting-decision';

/** Whether the account can be opened: all is there, and whoever decides has approved. */
export function isReady(row: RegistrationRow): boolean {
  const approved = !isDecidedOn(row.kind, row.applicant.role) || row.decision?.approved === true;
  return isOpen(row.stage) && missingProofs(row).length === 0 && approved;
}

/** What a run is told; the dues count from the row's newest step, which is heeded at a new stage. */
export async function standingOf(database: Database, row: RegistrationRow): Promise<Standing> {
  return {
    kind: row.kind,
    stage: row.stage,
    revision: row.revision,
    missing: missingProofs(row),
    ready: isReady(row),
    dues: await duesOf(database, row.stage, row.updatedAt),
  };
}

/** The outcome of a recorded step. A run and its record always agree on the revision; when they do
 * not, a person must look. */
export async function outcomeOf(
  database: Database,
  record: RegistrationRecord<RefusalDetail>,
): Promise<StepOutcome> {
  if ('staleRevision' in record) {
    throw corrupt(`the record stands at revision ${record.staleRevision}, the run does not`);
  }
  const standing = await standingOf(database, record.row);
  return record.refused ? { ...standing, refused: record.refused } : standing;
}

/** When the last of the dues falls: what the record shows as the end of patience. */
export async function dueAtOf(
  database: Database,
  stage: RegistrationRow['stage'],
  since: Date,
): Promise<Date> {
  const last = (await duesOf(database, stage, since)).at(-1);
  return last ? new Date(last.at) : since;
}
