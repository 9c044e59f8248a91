import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Where exporters change their basic details. */
export const modifyIecUrl = 'https://www.dgft.gov.in/CP/?opt=iec-profile-management';

/** What comes from DGFT and is refused, or is changed only there; a part of the catalogue. */
export const dgftProblems = {
  'dgft-notice-refused': {
    status: 400,
    title: 'The notice is not authentic',
    advice: 'Nothing was done. Sign id, timestamp and body with the secret that was agreed, anew.',
  },
  'changed-at-dgft': {
    status: 422,
    title: 'This is changed at DGFT',
    advice: `Change it there with "Modify IEC" (${modifyIecUrl}); it arrives here by itself.`,
  },
} as const satisfies Record<string, CatalogueEntry>;
