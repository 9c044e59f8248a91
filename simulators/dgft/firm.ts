/** An address as DGFT's registry writes it. */
export type FirmAddress = { lines: string[]; city: string; state: string; pincode: string };

/** A firm as `GET /iec/{iec}` answers. */
export type Firm = {
  iec: string;
  pan: string;
  firmName: string;
  /** The name in Devanagari, where the firm has given one. */
  firmNameDevanagari: string | null;
  status: 'active' | 'suspended' | 'cancelled';
  registeredOffice: FirmAddress;
  branches: Array<FirmAddress & { code: string }>;
  gstins: string[];
  directors: string[];
  email: string;
  mobile: string;
  updatedAt: string;
};
