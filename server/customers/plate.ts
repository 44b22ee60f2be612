/** The longest plate we keep: German plates with a season badge and any country's badge still fit. */
export const PLATE_MAX = 12

/**
 * A plate as one key: upper-case `A-Z0-9`, and `?` for a letter the engine could not read.
 * Accents, full-width letters, spaces, dashes, dots and emoji fall away; nothing readable gives `''`.
 * Normalising twice changes nothing.
 */
export const normalisePlate = (raw: string): string =>
  raw
    .slice(0, 200) // a plate is short: never work through a megabyte somebody sent as one
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9?]/g, '')
    .slice(0, PLATE_MAX)

/** How each country writes its plates: where the separators stand. The first pattern that fits wins. */
const WRITINGS: Record<string, readonly (readonly [RegExp, string])[]> = {
  FR: [
    [/^([A-Z]{2})(\d{3})([A-Z]{2})$/, '$1-$2-$3'],
    [/^(\d{1,4})([A-Z]{1,3})(\d{2}|2[AB]|97\d)$/, '$1 $2 $3'],
    [/^(WW?)(\d{3})([A-Z]{2})$/, '$1-$2-$3'],
  ],
  BE: [
    [/^(\d)([A-Z]{3})(\d{3})$/, '$1-$2-$3'],
    [/^([A-Z]{3})(\d{3})$/, '$1-$2'],
    [/^(\d{3})([A-Z]{3})$/, '$1-$2'],
  ],
  CH: [[/^([A-Z]{2})(\d{1,6})$/, '$1 $2']],
  // Where the district ends is not in the letters (HAB123 is H-AB or HA-B): no dash is invented.
  DE: [[/^([A-Z]{2,5})(\d{1,4}[EH]?)$/, '$1 $2']],
  ES: [[/^(\d{4})([A-Z]{3})$/, '$1 $2']],
  IT: [[/^([A-Z]{2})(\d{3})([A-Z]{2})$/, '$1 $2 $3']],
  LU: [[/^([A-Z]{2})(\d{4})$/, '$1 $2']],
  NL: [
    [/^([A-Z]{2})(\d{2})([A-Z]{2}|\d{2})$/, '$1-$2-$3'],
    [/^(\d{2})([A-Z]{2})([A-Z]{2}|\d{2})$/, '$1-$2-$3'],
    [/^(\d{2})(\d{2})([A-Z]{2})$/, '$1-$2-$3'],
    [/^([A-Z]{2})([A-Z]{2})(\d{2})$/, '$1-$2-$3'],
    [/^(\d{2})([A-Z]{3})(\d)$/, '$1-$2-$3'],
    [/^(\d)([A-Z]{3})(\d{2})$/, '$1-$2-$3'],
    [/^([A-Z]{2})(\d{3})([A-Z])$/, '$1-$2-$3'],
    [/^([A-Z])(\d{3})([A-Z]{2})$/, '$1-$2-$3'],
    [/^([A-Z]{3})(\d{2})([A-Z])$/, '$1-$2-$3'],
    [/^([A-Z])(\d{2})([A-Z]{3})$/, '$1-$2-$3'],
    [/^(\d)([A-Z]{2})(\d{3})$/, '$1-$2-$3'],
    [/^(\d{3})([A-Z]{2})(\d)$/, '$1-$2-$3'],
  ],
  GB: [
    [/^([A-Z]{2}\d{2})([A-Z]{3})$/, '$1 $2'],
    [/^([A-Z]\d{1,3})([A-Z]{3})$/, '$1 $2'],
  ],
}

/** Spellings of one country found in the field, as the code used here (ISO 3166-1, two letters). */
const COUNTRY: Record<string, string> = { UK: 'GB', F: 'FR', B: 'BE', D: 'DE', E: 'ES', I: 'IT', L: 'LU' }
export const countryCode = (country: string): string => {
  const code = country.trim().toUpperCase()
  return COUNTRY[code] ?? code
}

/** A plate as its country writes it (`AB-123-CD`, `1234 AB 75`, `1-ABC-123`); unknown writings stay as they are. */
export const displayPlate = (plate: string, country = 'FR'): string => {
  const key = normalisePlate(plate)
  for (const [pattern, writing] of WRITINGS[countryCode(country)] ?? []) {
    if (pattern.test(key)) return key.replace(pattern, writing)
  }
  return key
}
