import {
  type CancellationCode,
  cancellationReasons,
} from '../../domain/certificate/cancellation.ts';

/** Who can say more of a cancellation: no office issued what an exporter declared. */
const whomToAsk = (isSelfDeclared: boolean): readonly [english: string, hindi: string] =>
  isSelfDeclared
    ? ['Ask the exporter who declared it.', 'इसकी घोषणा करने वाले निर्यातक से पूछें।']
    : ['Ask the office that issued it.', 'इसे जारी करने वाले कार्यालय से पूछें।'];

/** What whoever verifies a certificate is told of its cancellation, on a day in India. */
export function cancelledWords(
  on: string | null,
  code: CancellationCode | null,
  isSelfDeclared: boolean,
): readonly [english: string, hindi: string] {
  const why = code && cancellationReasons[code];
  const [ask, askHi] = whomToAsk(isSelfDeclared);
  return [
    `It was cancelled on ${on}. ${why ? `${why.en} ` : ''}${ask}`,
    `यह ${on} को रद्द किया गया। ${why ? `${why.hi} ` : ''}${askHi}`,
  ];
}
