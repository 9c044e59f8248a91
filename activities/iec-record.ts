import type { KeptIecRecord } from '../db/queries/dgft/exporter.ts';
import type { IecRecord } from '../gateways/dgft/registry.ts';

function exporterOf({ iec, pan, firmName, registeredOffice, email }: IecRecord) {
  const { lines, city, state, pincode } = registeredOffice;
  return {
    iec,
    pan,
    name: firmName,
    address: [...lines, `${city} ${pincode}`, state],
    country: 'IN',
    email,
  };
}

function detailsOf({ registeredOffice, branches, gstins, directors, mobile }: IecRecord) {
  return { registeredOffice, branches, gstins, directors, mobile };
}

/** What is kept of DGFT's answer about an IEC; `record` null where DGFT does not know it. */
export function keptIecRecord(
  iec: string,
  record: IecRecord | null,
  fetchedAt: Date,
): KeptIecRecord {
  return {
    iec,
    status: record?.status ?? 'unknown',
    record: record && exporterOf(record),
    details: record && detailsOf(record),
    fetchedAt,
  };
}
