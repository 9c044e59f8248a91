import {
  type Body,
  type Box,
  box,
  type Certification,
  columns,
  type Form,
  type Goods,
  masthead,
  type Part,
  rows,
  together,
  usualWording,
  type Wording,
} from '../form.ts';
import { printedCountry } from '../wording.ts';
import { consignedFromAndTo, declarant, named, transportBox } from './boxes.ts';

/**
 * What tells the forms apart that follow the order of Form A: goods consigned from and to, transport,
 * official use, the table of goods, declaration and certificate.
 */
export type ConsignmentForm = Pick<Form, 'title' | 'source' | 'confirmed' | 'notes'> & {
  wording?: Partial<Wording>;
  titles: Body;
  /** Boxes 3 and 4; left out: transport, then `officialUse`. */
  officialUse: Box;
  officialUseFirst?: boolean;
  goods: Goods;
  /** Boxes 11 and 12. */
  declaration: Box;
  certification: Certification;
  certificationFirst?: boolean;
  /** A box across the form below them. */
  last?: Box;
};

const lastHeight = 34;
const transportLabel = 'Means of transport and route (as far as known)';

export function consignmentForm(form: ConsignmentForm): Form {
  const { title, source, confirmed, notes } = form;
  const transport = transportBox(form.officialUseFirst ? '4' : '3', transportLabel);
  const declaration: [number, Part] = [0.44, form.declaration];
  const certification: [number, Part] = [0.56, form.certification];
  return {
    title,
    source,
    confirmed,
    notes,
    wording: { ...usualWording, ...form.wording },
    layout: rows(
      [144, columns([0.5, consignedFromAndTo], [0.5, masthead(form.titles)])],
      [
        88,
        form.officialUseFirst
          ? columns([0.5, form.officialUse], [0.5, transport])
          : columns([0.5, transport], [0.5, form.officialUse]),
      ],
      ['rest', form.goods],
      [
        196,
        form.certificationFirst
          ? columns(certification, declaration)
          : columns(declaration, certification),
      ],
      ...(form.last ? [[lastHeight, form.last] satisfies [number, Part]] : []),
    ),
  };
}

const signatory = 'Place and date, signature of authorised signatory';

/** Goods made in India comply `with` the rules of an agreement for goods exported to a country. */
export const exportersDeclaration = (number: string, rules: string): Box =>
  box(
    number,
    'Declaration by the exporter',
    together(
      () => [
        {
          text: 'The undersigned hereby declares that the above details and statement are correct; that all the goods were produced in',
          size: 7.4,
        },
        ...named('INDIA', '(Country)'),
      ],
      ({ consignee }) => [
        {
          text: `and that they comply with the origin requirements specified for these goods in ${rules} for the goods exported to`,
          size: 7.4,
          above: 2,
        },
        ...named(printedCountry(consignee.country), '(Importing Country)'),
      ],
      declarant,
    ),
    { foot: signatory },
  );

/** The same for goods without preference, whatever country they go to. */
export const plainDeclaration = (number: string, paragraphs: Body): Box =>
  box(number, 'Declaration by the exporter', together(paragraphs, declarant), { foot: signatory });
