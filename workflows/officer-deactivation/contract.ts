import { defineUpdate } from '@temporalio/workflow';

export const officerDeactivationName = 'officerDeactivation';
export const officerRemappingName = 'officerRemapping';

/** One run for each request; `request` is derived from its Idempotency-Key. */
export const officerDeactivationId = (officerId: string, request: string) =>
  `deactivation/${officerId}/${request}`;
export const officerRemappingId = (officerId: string, request: string) =>
  `remapping/${officerId}/${request}`;

export type OfficerInput = { officerId: string };

/** Who asks, and from which network address: the record is asked again whether he may. */
export type Asker = { accountId: string; network: string | null };
export type DeactivateInput = { by: Asker };
export type MapOfficesInput = { by: Asker; offices: string[] };

export type DeactivateResult = { active: boolean };
export type MapOfficesResult = { offices: string[] };
/** What a step gives: also whether this run made it so, of which the officer is told. */
export type Changed<Result> = Result & { changed: boolean };

/** Ends the officer's access at once; his unsigned cases follow by themselves. */
export const deactivate = defineUpdate<DeactivateResult, [DeactivateInput]>('deactivate');
/** Says which offices the officer acts for from now on. */
export const mapOffices = defineUpdate<MapOfficesResult, [MapOfficesInput]>('mapOffices');
