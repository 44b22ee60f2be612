/**
 * Weights before any learning, by comparison, in the order of `levels.ts`; place 0 is "missing". The m are what data entry errs by
 * in published studies (2–5 % of names with a slip: Winkler 2006; Christen 2012, ch. 2), the u what chance gives in a French or
 * English population. A swapped family name has m = 1: the swap itself is weighed once, with the given name. Learning starts from them and, where the data are few, stays near them.
 */
export const DEFAULT_M: Record<string, readonly number[]> = {
  givenName: [0, 0.82, 0.03, 0.03, 0.04, 0.01, 0.01, 0.02, 0.015, 0.005, 0.02],
  familyName: [0, 0.855, 0.02, 0.04, 0.015, 0.01, 0.005, 1, 0.005, 0.05],
  otherNames: [0, 0.7, 0.15, 0.15],
  birthDate: [0, 0.9, 0.01, 0.03, 0.015, 0.015, 0.01, 0.01, 0.01],
  email: [0, 0.68, 0.05, 0.04, 0.02, 0.21],
  phone: [0, 0.65, 0.03, 0.32],
  address: [0, 0.55, 0.03, 0.06, 0.02, 0.08, 0.02, 0.03, 0.01, 0.03, 0.01, 0.16],
  nationalId: [0, 0.95, 0.03, 0.02],
  vehicle: [0, 0.6, 0.02, 0.38],
  gender: [0, 0.97, 0.005, 0.005, 0.02],
  generic: [0, 0.75, 0.08, 0.05, 0.12],
}
export const DEFAULT_U: Record<string, readonly number[]> = {
  givenName: [0, 0.008, 0.008, 0.001, 0.003, 0.004, 0.03, 0.002, 0.00001, 0.0005, 0.943],
  familyName: [0, 0.0008, 0.0005, 0.0005, 0.001, 0.015, 0.001, 0.00001, 0.0005, 0.981],
  otherNames: [0, 0.005, 0.02, 0.975],
  birthDate: [0, 0.00005, 0.00001, 0.0008, 0.0004, 0.006, 0.012, 0.23, 0.75],
  email: [0, 0.0000005, 0.000005, 0.00001, 0.00005, 0.9999],
  phone: [0, 0.0000005, 0.000001, 0.999998],
  address: [0, 0.000001, 0.000001, 0.000003, 0.00001, 0.0003, 0.0002, 0.0003, 0.0003, 0.0005, 0.001, 0.9967],
  nationalId: [0, 0.0000001, 0.00001, 0.99999],
  vehicle: [0, 0.0000005, 0.000001, 0.999998],
  gender: [0, 0.5, 0.005, 0.005, 0.49],
  generic: [0, 0.05, 0.02, 0.05, 0.88],
}
/** Between people of one household or one car: how often the field is the same thing for both. */
export const DEFAULT_SHARED: Record<string, number> = {
  givenName: 0.01,
  familyName: 0.6,
  otherNames: 0.2,
  birthDate: 0.005,
  email: 0.1,
  phone: 0.3,
  address: 0.7,
  nationalId: 0.0001,
  vehicle: 0.3,
  gender: 0.01,
  occupation: 0.01,
}
