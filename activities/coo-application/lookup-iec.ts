import { activityInfo } from '@temporalio/activity';
import { noteWaitingFor } from '../../db/queries/case.ts';
import { keepIecRecord, readIecOfCase } from '../../db/queries/exporter.ts';
import type { IecRecord } from '../../gateways/dgft.ts';
import type { Dependencies } from '../dependencies.ts';
import { overGateway } from '../failure.ts';

const exporterOf = ({ iec, pan, firmName, registeredOffice, email }: IecRecord) => {
  const { lines, city, state, pincode } = registeredOffice;
  return {
    iec,
    pan,
    name: firmName,
    address: [...lines, `${city} ${pincode}`, state],
    country: 'IN',
    email,
  };
};

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
    await keepIecRecord(database, {
      iec,
      status: found?.status ?? 'unknown',
      record: found && exporterOf(found),
      fetchedAt: new Date(),
    });
    return { status: found?.status ?? 'unknown' };
  };
}
