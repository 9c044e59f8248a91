/**
 * Participants of the GSTP other than India, from memory: DGFT operations correct the list. India
 * exchanges concessions with some of them alone; which, is for the importer to know.
 */
export const gstpParticipants: readonly string[] = (
  'AR BD BJ BO BR CL CM CO CU DZ EC EG GH GN GY ID IQ IR KP KR LK LY MA MK MM MX MY MZ NG NI PE PH ' +
  'PK PY SD SG TH TN TT TZ UY VE VN ZW'
).split(' ');
