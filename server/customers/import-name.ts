import { cleanName } from './name.ts'

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

/** Is a word written all in capitals? */
export const shouted = (word: string): boolean => /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toLocaleUpperCase('fr')

/** Small words that belong to what follows. */
export const PARTICLE = /^(de|du|des|d|la|le|les|van|von|der|den|di|da|dos|et)$/u

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
