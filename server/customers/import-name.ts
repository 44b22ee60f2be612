import { fold } from '../plain/fold.ts'
import { GIVEN_NAMES } from './import-words.ts'
import { cleanName } from './name.ts'

export interface ReadName {
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
}

/** Titles as files write them, longest first, and as we keep them. */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [/^(m(\.|r|onsieur)?\.?|mr\.?)\s*(et|&|ou|\/|\+)\s*(mme|madame|mrs)\b\.?/iu, 'M. et Mme'],
  [/^(mme|madame|mrs)\b\.?\s*(et|&|ou|\/|\+)\s*(monsieur|mr|m)\b\.?/iu, 'M. et Mme'],
  [/^(mesdames|mmes)\b\.?/iu, 'Mmes'],
  [/^(messieurs|mm)\b\.?/iu, 'MM.'],
  [/^(mademoiselle|mlle|melle)\b\.?/iu, 'Mlle'],
  [/^(madame|mme|mde)\b\.?/iu, 'Mme'],
  [/^(monsieur|mr|m\.|m(?=\s|$))\.?/iu, 'M.'],
  [/^(mrs)\b\.?/iu, 'Mrs'],
  [/^(ms|miss)\b\.?/iu, 'Ms'],
  [/^(docteur|dr)\b\.?/iu, 'Dr'],
  [/^(professeur|prof|pr)\b\.?/iu, 'Pr'],
  [/^(maître|maitre|me)(?=[\s.]|$)\.?/iu, 'Me'],
]

/** The title at the beginning of a text, as we keep it, and what follows; null when there is none. */
export function readTitle(text: string): { title: string; rest: string } | null {
  const clean = text.trim()
  for (const [pattern, title] of TITLES) {
    const found = pattern.exec(clean)
    if (found) return { title, rest: clean.slice(found[0].length).trim() }
  }
  return null
}

const COMPANY =
  /(^|\s)(sarl|s\.a\.r\.l\.?|sas|sasu|eurl|sci|snc|scop|gie|gaec|earl|scea|cuma|ambulances?|pharmacie|auto ?ecole|auto ?école|taxis?|boulangerie|restaurant|transports?|clinique|ehpad|carrosserie|menuiserie|plomberie|syndicat|ets|etablissements?|établissements?|sté|ste|société|societe|entreprise|garage|mairie|association|asso|gmbh|ltd|limited|inc|llc|plc|bv|spa|srl|holding)(\s|\.|$)/iu
const COMPANY_TITLE = /^(sté|ste|société|societe|sarl|sas|sa|ets|entreprise|company|firma|association)\.?$/iu

/** Does this text name a company (SARL Dupont, Garage du Pont)? */
export const isCompanyName = (text: string): boolean => COMPANY.test(bared(text))
/** `G.A.E.C.` is GAEC, `AUTO-ECOLE` is auto école. */
const bared = (text: string): string =>
  text.replace(/\b(?:\p{L}\.){2,}/gu, (letters) => `${letters.replaceAll('.', '')} `).replace(/\bauto-/giu, 'auto ')
const LEGAL_FORM = /^(gaec|earl|scea|cuma|sarl|sas|sasu|eurl|sci|snc|scop|gie|ets|sté|ste|société|societe)$/iu
/** Does the given name hold the form of a company (Gaec | Touzet)? */
export const isLegalForm = (text: string): boolean => LEGAL_FORM.test(bared(text).trim())
export const isCompanyTitle = (text: string): boolean => COMPANY_TITLE.test(text.trim())

const shouted = (word: string): boolean => /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toLocaleUpperCase('fr')
const known = (word: string): boolean => GIVEN_NAMES.has(fold(word).split(' ')[0] ?? '')

const PARTICLE = /^(de|du|des|d|la|le|les|van|von|der|den|di|da|dos|et)$/u

/**
 * A name written all in capitals or all in small letters, as one writes it: CIEILLE → Cieille, LE GOFF-D'ARC → Le Goff-D'Arc, berthe → Berthe. Names in
 * mixed letters, initials of two letters, and small particles (`de la Tour`) stay as they are.
 */
export function unshout(name: string): string {
  const clean = cleanName(name)
  if (clean.replace(/[^\p{L}]/gu, '').length < 3) return clean
  const small = clean === clean.toLocaleLowerCase('fr')
  if (!small && !shouted(clean)) return clean
  return clean
    .toLocaleLowerCase('fr')
    .split(' ')
    .map((word) =>
      small && PARTICLE.test(word)
        ? word
        : word.replace(
            /(^|[-'’.])(\p{L})/gu,
            (_, before: string, letter: string) => before + letter.toLocaleUpperCase('fr'),
          ),
    )
    .join(' ')
}

/**
 * A whole name in one cell. The title comes off; a comma puts the family name first; words in capitals beside words that are not are the family name,
 * wherever they stand; else a common given name at one end tells the order. All in capitals and nothing telling, the family name is first, as
 * administrations write; otherwise the given name is.
 */
export function readFullName(text: string): ReadName {
  const titled = readTitle(text)
  const name = cleanName(titled?.rest ?? text)
  const title = titled?.title ?? ''
  if (!titled && isCompanyName(name))
    return { kind: 'company', title: '', givenName: '', familyName: '', companyName: name }
  const person = (given: readonly string[], family: readonly string[]): ReadName => ({
    kind: 'person',
    title,
    givenName: unshout(given.join(' ')),
    familyName: unshout(family.join(' ')),
    companyName: '',
  })
  const comma = /^([^,]+),\s*([^,]+)$/u.exec(name)
  if (comma) return person([comma[2]!.trim()], [comma[1]!.trim()])
  const words = name.split(' ').filter(Boolean)
  if (words.length < 2) return person([], words)
  const loud = words.filter(shouted)
  if (loud.length > 0 && loud.length < words.length) {
    const quiet = words.filter((word) => !shouted(word))
    // « de LA TOUR Anne »: the particle belongs to what follows.
    const given = quiet.filter((word) => !PARTICLE.test(word))
    if (given.length > 0)
      return person(
        given,
        words.filter((word) => !given.includes(word)),
      )
  }
  const [first, last] = [words[0]!, words.at(-1)!]
  // A couple's given names (« Dupont Jean et Anne ») stand together at the end.
  const and = words.findIndex((word) => /^(et|&|and)$/iu.test(word))
  if (and > 1) return person(words.slice(and - 1), words.slice(0, and - 1))
  if (known(first) && !known(last)) return person([first], words.slice(1))
  if (known(last) && !known(first)) return person([last], words.slice(0, -1))
  if (loud.length === words.length && !known(first)) return person([last], words.slice(0, -1))
  return person([first], words.slice(1))
}
