import { placeListOf } from '../../identifier/place-list.ts';
import { type RefusalCode, refusal } from '../../refusal-codes.ts';
import type { CooApplication } from '../application.ts';
import type { ApplicationRule } from '../question.ts';

type Placed = Pick<CooApplication, 'transport' | 'exportDocument'>;
type Named = { code: string; pointer: string; as: RefusalCode };

const placesOf = ({ transport, exportDocument }: Placed): Named[] => [
  {
    code: transport.portOfLoading,
    pointer: '/transport/portOfLoading',
    as: 'port-not-in-list',
  },
  {
    code: transport.portOfDischarge,
    pointer: '/transport/portOfDischarge',
    as: 'port-not-in-list',
  },
  {
    code: exportDocument.customsSite,
    pointer: '/exportDocument/customsSite',
    as: 'customs-site-not-in-list',
  },
];

/** The ports and the customs site of an application, by the list that must have each. */
export const placesToLookUp = (application: Placed) =>
  placesOf(application).flatMap(({ code }) => {
    const list = placeListOf(code);
    return list ? [{ list, code }] : [];
  });

/** Ports and customs site are in the loaded lists, as far as these are loaded. */
export const placesExist: ApplicationRule = ({ application, unlisted }) =>
  placesOf(application)
    .filter(({ code }) => unlisted?.places.includes(code))
    .map(({ code, pointer, as }) =>
      refusal(as, pointer, `The list of places has no "${code}"; correct the code.`),
    );
