import type { Database } from '../../db/database.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import { setSteering } from '../../db/queries/migration/steering.ts';
import type { MigrationActivities } from './migration-activities.ts';

/** Keeps how the batch is steered, and tells the audit who said so, each time once. */
export function createNoteSteering({
  database,
}: {
  database: Database;
}): MigrationActivities['noteSteering'] {
  return async function noteSteering({ batchId, said, ...steering }) {
    await database.transaction(async (own) => {
      await setSteering(own, batchId, steering);
      const { paused, linesPerSecond } = steering;
      for (const { by, what, number } of said) {
        await audit(own, {
          subject: `migration/${batchId}`,
          actor: by,
          role: 'migration-operator',
          action: 'migration-steered',
          at: new Date(),
          after: { what, paused, linesPerSecond },
          step: `steering/${number}`,
        });
      }
    });
  };
}
