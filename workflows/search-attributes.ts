import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What a case is found by in the Temporal UI. Stored in clear: never personal data. */
export const cooStage = defineSearchAttributeKey('CooStage', SearchAttributeType.KEYWORD);
export const cooAgency = defineSearchAttributeKey('CooAgency', SearchAttributeType.KEYWORD);
export const cooOffice = defineSearchAttributeKey('CooOffice', SearchAttributeType.KEYWORD);
export const cooScheme = defineSearchAttributeKey('CooScheme', SearchAttributeType.KEYWORD);

/** What a registration is found by. */
export const registrationKind = defineSearchAttributeKey(
  'RegistrationKind',
  SearchAttributeType.KEYWORD,
);
export const registrationStage = defineSearchAttributeKey(
  'RegistrationStage',
  SearchAttributeType.KEYWORD,
);

/** How the latest settlement of a Merchant ID ended: `settled`, `differences` or `waiting`. */
export const settlementState = defineSearchAttributeKey(
  'SettlementState',
  SearchAttributeType.KEYWORD,
);

/** Where a batch of the migration stands: its phase, `paused`, or `needs-attention`. */
export const migrationStage = defineSearchAttributeKey(
  'MigrationStage',
  SearchAttributeType.KEYWORD,
);

/** The one list: the server registers it, tests start with it, the worker checks it. */
export const searchAttributes = [
  cooStage,
  cooAgency,
  cooOffice,
  cooScheme,
  registrationKind,
  registrationStage,
  settlementState,
  migrationStage,
];
