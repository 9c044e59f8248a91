/** The parts of firms' names, in Latin letters and in Devanagari. */
type Part = readonly [latin: string, devanagari: string];
type Parts = readonly [Part, ...Part[]];

export const families: Parts = [
  ['Aravali', 'अरावली'],
  ['Bhagirathi', 'भागीरथी'],
  ['Chandra', 'चंद्र'],
  ['Deccan', 'दक्कन'],
  ['Everest', 'एवरेस्ट'],
  ['Ganga', 'गंगा'],
  ['Himalaya', 'हिमालय'],
  ['Indus', 'सिंधु'],
  ['Jyoti', 'ज्योति'],
  ['Kaveri', 'कावेरी'],
  ['Lotus', 'कमल'],
  ['Mahanadi', 'महानदी'],
  ['Narmada', 'नर्मदा'],
  ['Om Shakti', 'ओम शक्ति'],
  ['Patel', 'पटेल'],
  ['Rajdhani', 'राजधानी'],
  ['Saraswati', 'सरस्वती'],
  ['Tapti', 'ताप्ती'],
  ['Udaan', 'उड़ान'],
  ['Vindhya', 'विंध्य'],
  ['Yamuna', 'यमुना'],
];

export const trades: Parts = [
  ['Agro Foods', 'एग्रो फूड्स'],
  ['Auto Components', 'ऑटो कंपोनेंट्स'],
  ['Brassware', 'ब्रासवेयर'],
  ['Carpets', 'कार्पेट्स'],
  ['Chemicals', 'केमिकल्स'],
  ['Engineering', 'इंजीनियरिंग'],
  ['Garments', 'गारमेंट्स'],
  ['Granites', 'ग्रेनाइट्स'],
  ['Leathers', 'लेदर्स'],
  ['Marine Products', 'मरीन प्रोडक्ट्स'],
  ['Pharmaceuticals', 'फार्मास्युटिकल्स'],
  ['Polymers', 'पॉलिमर्स'],
  ['Spices', 'स्पाइसेस'],
  ['Textiles', 'टेक्सटाइल्स'],
];

/** Legal forms with the fourth letter that a PAN has for them. */
export const legalForms: readonly [readonly [Part, string], ...Array<readonly [Part, string]>] = [
  [['Private Limited', 'प्राइवेट लिमिटेड'], 'C'],
  [['Limited', 'लिमिटेड'], 'C'],
  [['LLP', 'एलएलपी'], 'F'],
  [['and Sons', 'एंड संस'], 'F'],
  [['Exports', 'एक्सपोर्ट्स'], 'P'],
];

export const givenNames: readonly [string, ...string[]] = [
  'Ananya',
  'Arjun',
  'Deepa',
  'Farhan',
  'Gurpreet',
  'Ishaan',
  'Kavita',
  'Lakshmi',
  'Meera',
  'Nikhil',
  'Priya',
  'Rahul',
  'Sunita',
  'Thomas',
  'Vikram',
  'Zainab',
];

export const surnames: readonly [string, ...string[]] = [
  'Banerjee',
  'Deshpande',
  'Fernandes',
  'Iyer',
  'Joshi',
  'Khan',
  'Kulkarni',
  'Mehta',
  'Nair',
  'Patel',
  'Reddy',
  'Shah',
  'Sharma',
  'Singh',
  'Varghese',
];
