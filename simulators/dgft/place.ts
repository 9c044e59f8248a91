/** Cities with their GST state code and the first three digits of their postal codes. */
export type Place = { city: string; state: string; stateCode: string; sortingDistrict: string };

export const places: readonly [Place, ...Place[]] = [
  { city: 'Mumbai', state: 'Maharashtra', stateCode: '27', sortingDistrict: '400' },
  { city: 'Pune', state: 'Maharashtra', stateCode: '27', sortingDistrict: '411' },
  { city: 'Ahmedabad', state: 'Gujarat', stateCode: '24', sortingDistrict: '380' },
  { city: 'Surat', state: 'Gujarat', stateCode: '24', sortingDistrict: '395' },
  { city: 'Chennai', state: 'Tamil Nadu', stateCode: '33', sortingDistrict: '600' },
  { city: 'Coimbatore', state: 'Tamil Nadu', stateCode: '33', sortingDistrict: '641' },
  { city: 'Tiruppur', state: 'Tamil Nadu', stateCode: '33', sortingDistrict: '641' },
  { city: 'Bengaluru', state: 'Karnataka', stateCode: '29', sortingDistrict: '560' },
  { city: 'Kochi', state: 'Kerala', stateCode: '32', sortingDistrict: '682' },
  { city: 'Hyderabad', state: 'Telangana', stateCode: '36', sortingDistrict: '500' },
  { city: 'Visakhapatnam', state: 'Andhra Pradesh', stateCode: '37', sortingDistrict: '530' },
  { city: 'Kolkata', state: 'West Bengal', stateCode: '19', sortingDistrict: '700' },
  { city: 'New Delhi', state: 'Delhi', stateCode: '07', sortingDistrict: '110' },
  { city: 'Ludhiana', state: 'Punjab', stateCode: '03', sortingDistrict: '141' },
  { city: 'Jaipur', state: 'Rajasthan', stateCode: '08', sortingDistrict: '302' },
  { city: 'Kanpur', state: 'Uttar Pradesh', stateCode: '09', sortingDistrict: '208' },
  { city: 'Moradabad', state: 'Uttar Pradesh', stateCode: '09', sortingDistrict: '244' },
  { city: 'Panipat', state: 'Haryana', stateCode: '06', sortingDistrict: '132' },
];

export const streets: readonly [string, ...string[]] = [
  'Station Road',
  'Mahatma Gandhi Road',
  'Industrial Estate, Phase II',
  'Nehru Marg',
  'Market Yard',
  'Export Promotion Park',
  'Old Mill Compound',
  'Ring Road',
];
