import { activityInfo } from '@temporalio/activity';
import { noteWaitingFor } from '../../db/queries/case/case.ts';
import { keepIecRecord, readIecOfCase } from '../../db/queries/dgft/exporter.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';
import { keptIecRecord } from '../iec-record.ts';

/**
 * Fetches the IEC record from DGFT and keeps it for the steps that follow (R1). Safe to repeat.
 * While DGFT is away the case says so on its page, and this is tried until DGFT is back.
 */
export function createLookupIec({ database, dgft }: Dependencies) {
  return async function lookupIec({ applicationId }: { applicationId: string }) {
    const iec = await readIecOfCase(database, applicationId);
    if (activityInfo().attempt === 2) await noteWaitingFor(database, applicationId, 'DGFT');
    const lookup = await overGateway(() => dgft.lookupIec(iec));
    const found = lookup.outcome === 'found' ? lookup.record : null;
    await keepIecRecord(database, keptIecRecord(iec, found, new Date()));
    return { status: found?.status ?? 'unknown' };
  };
}
