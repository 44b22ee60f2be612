/** How a mobile number and a plate are written where a site stands; in France where it is not said. */
const WRITTEN: Readonly<Record<string, { phone: string; plate: string }>> = {
  FR: { phone: '06 12 34 56 78', plate: 'AB-123-CD' },
  BE: { phone: '0470 12 34 56', plate: '1-ABC-123' },
  CH: { phone: '078 123 45 67', plate: 'ZH 123456' },
  LU: { phone: '628 123 456', plate: 'AB 1234' },
  MC: { phone: '06 12 34 56 78', plate: '123A' },
  DE: { phone: '01512 3456789', plate: 'B AB 1234' },
  AT: { phone: '0664 123456', plate: 'W 12345 A' },
  ES: { phone: '612 34 56 78', plate: '1234 BCD' },
  IT: { phone: '312 345 6789', plate: 'AB 123 CD' },
  PT: { phone: '912 345 678', plate: 'AB-12-CD' },
  NL: { phone: '06 12345678', plate: 'AB-123-C' },
  GB: { phone: '07700 900123', plate: 'AB12 CDE' },
  IE: { phone: '085 012 3456', plate: '191-D-12345' },
  CA: { phone: '506-234-5678', plate: 'ABCD 123' },
  US: { phone: '201-555-0123', plate: 'ABC 1234' },
}

export const examplesOf = (country: string | undefined): { phone: string; plate: string } =>
  WRITTEN[country ?? 'FR'] ?? WRITTEN.FR!
