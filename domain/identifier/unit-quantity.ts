/** Unit quantity codes of GST returns, and those that customs adds to them (LTR, CTM). */
const codes: ReadonlySet<string> = new Set(
  [
    'BAG BAL BDL BKL BOU BOX BTL BUN CAN CBM CCM CMS CTN DOZ DRM GGK GMS GRS GYD KGS KLR KME MLT',
    'MTR MTS NOS OTH PAC PCS PRS QTL ROL SET SQF SQM SQY TBS TGM THD TON TUB UGS UNT YDS LTR CTM',
  ]
    .join(' ')
    .split(' '),
);

/** Whether the text is a unit in which customs counts a quantity, such as `KGS` or `PCS`. */
export function isUnitQuantityCode(text: string): boolean {
  return codes.has(text);
}
