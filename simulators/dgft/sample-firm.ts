import { gstinCheckCharacter } from '../../domain/identifier/gstin.ts';
import type { Firm } from './firm.ts';

/** The GSTIN of a PAN's first registration in a state. */
export function gstinOf(stateCode: string, pan: string): string {
  const firstFourteen = `${stateCode}${pan}1Z`;
  return firstFourteen + gstinCheckCharacter(firstFourteen);
}

const updatedAt = '2026-04-01T04:30:00.000Z';

/** Firms that examples, tests and seeded users know by their IEC. */
export const sampleFirms: readonly Firm[] = [
  {
    iec: 'AAACS7302F',
    pan: 'AAACS7302F',
    firmName: 'Sahyadri Chemicals Private Limited',
    firmNameDevanagari: 'सह्याद्रि केमिकल्स प्राइवेट लिमिटेड',
    status: 'active',
    registeredOffice: {
      lines: ['Plot 14, MIDC Taloja'],
      city: 'Raigad',
      state: 'Maharashtra',
      pincode: '410208',
    },
    branches: [
      {
        code: '01',
        lines: ['204 Neelkanth Chambers', 'Fort'],
        city: 'Mumbai',
        state: 'Maharashtra',
        pincode: '400001',
      },
    ],
    gstins: [gstinOf('27', 'AAACS7302F')],
    directors: ['Meera Kulkarni', 'Nikhil Deshpande'],
    email: 'exports@sahyadri-chemicals.example',
    mobile: '9000000101',
    updatedAt,
  },
  {
    iec: '0388012345',
    pan: 'AAAFM2618K',
    firmName: 'Malabar Spices and Sons',
    firmNameDevanagari: 'मालाबार स्पाइसेस एंड संस',
    status: 'active',
    registeredOffice: {
      lines: ['7 Jew Town Road', 'Mattancherry'],
      city: 'Kochi',
      state: 'Kerala',
      pincode: '682002',
    },
    branches: [
      {
        code: '01',
        lines: ['Gala 12, APMC Spice Market', 'Vashi'],
        city: 'Navi Mumbai',
        state: 'Maharashtra',
        pincode: '400703',
      },
    ],
    gstins: [gstinOf('32', 'AAAFM2618K'), gstinOf('27', 'AAAFM2618K')],
    directors: ['Thomas Varghese'],
    email: 'shipping@malabar-spices.example',
    mobile: '9000000102',
    updatedAt,
  },
  {
    iec: 'AABCK4410M',
    pan: 'AABCK4410M',
    firmName: 'Konkan Textiles Limited',
    firmNameDevanagari: 'कोंकण टेक्सटाइल्स लिमिटेड',
    status: 'active',
    registeredOffice: {
      lines: ['Konkan Mill Compound', 'Lower Parel'],
      city: 'Mumbai',
      state: 'Maharashtra',
      pincode: '400013',
    },
    branches: [],
    gstins: [gstinOf('27', 'AABCK4410M')],
    directors: ['Kavita Joshi', 'Farhan Khan'],
    email: 'documents@konkan-textiles.example',
    mobile: '9000000103',
    updatedAt,
  },
  {
    iec: 'AADCN9021R',
    pan: 'AADCN9021R',
    firmName: 'Nilgiri Precision Pumps Private Limited',
    firmNameDevanagari: 'नीलगिरि प्रिसिजन पंप्स प्राइवेट लिमिटेड',
    status: 'active',
    registeredOffice: {
      lines: ['23 SIDCO Industrial Estate', 'Guindy'],
      city: 'Chennai',
      state: 'Tamil Nadu',
      pincode: '600032',
    },
    branches: [],
    gstins: [gstinOf('33', 'AADCN9021R')],
    directors: ['Lakshmi Iyer'],
    email: 'exports@nilgiri-pumps.example',
    mobile: '9000000104',
    updatedAt,
  },
  {
    iec: 'AAFCD5518K',
    pan: 'AAFCD5518K',
    firmName: 'Deccan Granites Limited',
    firmNameDevanagari: 'दक्कन ग्रेनाइट्स लिमिटेड',
    status: 'suspended',
    registeredOffice: {
      lines: ['9 Export Promotion Park'],
      city: 'Hyderabad',
      state: 'Telangana',
      pincode: '500081',
    },
    branches: [],
    gstins: [gstinOf('36', 'AAFCD5518K')],
    directors: ['Rahul Reddy'],
    email: 'office@deccan-granites.example',
    mobile: '9000000105',
    updatedAt,
  },
  {
    iec: 'AAHCE2290P',
    pan: 'AAHCE2290P',
    firmName: 'Everest Carpets Private Limited',
    firmNameDevanagari: 'एवरेस्ट कार्पेट्स प्राइवेट लिमिटेड',
    status: 'cancelled',
    registeredOffice: {
      lines: ['41 Old Mill Compound'],
      city: 'Panipat',
      state: 'Haryana',
      pincode: '132103',
    },
    branches: [],
    gstins: [gstinOf('06', 'AAHCE2290P')],
    directors: ['Sunita Sharma'],
    email: 'office@everest-carpets.example',
    mobile: '9000000106',
    updatedAt,
  },
];
