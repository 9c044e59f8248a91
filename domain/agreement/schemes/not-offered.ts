/** Agreements that exist but under which nothing is issued here: code, name. */
export const notOffered: Readonly<Record<string, string>> = {
  SAPTA: 'SAARC Preferential Trading Arrangement',
  INDNEP: 'India-Nepal Treaty of Trade',
  INDBHU: 'India-Bhutan Agreement on Trade, Commerce and Transit',
  GSP: 'Generalised System of Preferences, Form A',
  'EUGSP-REX': 'EU Generalised Scheme of Preferences, statement on origin',
  UKDCTS: 'UK Developing Countries Trading Scheme',
};
