/** The parts of a customer's name, as they are kept. */
export interface NameParts {
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  addressAs: string
}

/**
 * What nobody can see and nobody typed on purpose: zero-width blanks, soft hyphens, byte-order marks, and the marks that
 * turn the direction of writing (which can make a name read as another). The two joiners stay: Persian names and family
 * emoji need them.
 */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu

/** A name as we keep it: composed letters, one blank between words, nothing invisible. Emoji stay: it is their name. */
export const cleanName = (text: string): string =>
  CLEAN.test(text) ? text : text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim()

/** Plain letters with single blanks between them, as most cells of a file are: nothing to clean. */
const CLEAN = /^(?:[!-~]+(?: [!-~]+)*)?$/

/** Is there anything to read? Blanks, joiners and accents without a letter are nothing. */
const readable = (text: string): boolean => /[^\p{C}\p{Z}\p{M}]/u.test(text)

/**
 * Why these parts name nobody, or null. A person has a given or a family name; a company has its name.
 * `path` is the field to fill.
 */
export function nameFault(name: NameParts): { path: string; because: string } | null {
  if (name.kind === 'company')
    return readable(name.companyName) ? null : { path: 'body.companyName', because: 'A company needs its name.' }
  return readable(name.givenName) || readable(name.familyName)
    ? null
    : { path: 'body.familyName', because: 'A person needs a given name or a family name.' }
}

/** As much of a name as is shown in a list. */
export type Named = Pick<NameParts, 'kind' | 'givenName' | 'familyName' | 'companyName'>

/** The full name to show: « Anne Cieille », « Garage Martin ». A company known only by a contact shows the contact. */
export function displayName(name: Named): string {
  const person = `${name.givenName} ${name.familyName}`.trim()
  return name.kind === 'company' ? name.companyName || person : person || name.companyName
}

/** Titles as people write them short, and as one says them. */
const SPOKEN: Record<string, string> = {
  m: 'Monsieur',
  mr: 'Monsieur',
  mme: 'Madame',
  mlle: 'Mademoiselle',
  dr: 'Docteur',
  pr: 'Professeur',
  me: 'Maître',
}
const SPOKEN_EN: Record<string, string> = { m: 'Mr', mme: 'Mrs', dr: 'Dr', pr: 'Professor' }

/** « Mme » is said « Madame »; in other languages than French a title stays as it was written, but for « M. ». */
function spokenTitle(title: string, language: string): string {
  const key = title.toLowerCase().replace(/\.$/u, '')
  if (language === 'fr') return SPOKEN[key] ?? title
  return (language === 'en' ? SPOKEN_EN[key] : undefined) ?? title
}

/**
 * How to greet them aloud. What they asked for comes first (« Thierry »); else the title with the family name
 * (« Madame Cieille »); without a title the full name, for guessing a title from a given name offends.
 */
export function addressedAs(name: NameParts & { language: string }): string {
  if (name.addressAs) return name.addressAs
  if (name.kind === 'company' || !name.title) return displayName(name)
  return `${spokenTitle(name.title, name.language)} ${name.familyName || name.givenName}`.trim()
}
