import { toE164 } from '../customers/phone.ts'
import { normalisePlate } from '../customers/plate.ts'
import { fold } from '../plain/fold.ts'

/** What a diary says of who comes. */
export interface Told {
  /** The customer’s key in the same source. */
  customerKey: string | null
  phones: readonly string[]
  emails: readonly string[]
  plates: readonly string[]
  /** A name (`exact`), or a text that may hold one. */
  name: string
  exact: boolean
}
/** Someone whom one of these may mean. */
export interface Candidate {
  customerId: string
  company: boolean
  /** Folded words of their name. */
  words: readonly string[]
  /** Of the keys asked for, those that this source knows them by: more than one where its own duplicates were joined. */
  keys: ReadonlySet<string>
  phones: ReadonlySet<string>
  emails: ReadonlySet<string>
  /** Plates of what they have today, with the asset. */
  plates: ReadonlyMap<string, string>
}
/** Words before a name that are none. */
export const TITLES = new Set('m mr mme mlle monsieur madame mademoiselle et mrs ms dr'.split(' '))
export type WhoComes =
  | { customerId: string; assetId: string | null }
  | { because: 'customer-unknown' | 'key-of-another' }
  /** Who they could be, equally well. */
  | { because: 'customer-ambiguous'; between: string[] }

/** How much each trait tells: a car or a mailbox is seldom shared, a phone often is by a household. */
const TELLS = { key: 100, plate: 4, email: 3, phone: 2, name: 2 }

/**
 * Who is meant. The customer’s own key decides, unless the row names a person of whose name no word is theirs: two systems that both count from one.
 * Of several whom a source calls by one key, the name decides. Else the one for whom the most speaks: a plate or an e-mail is enough; a phone only where no other name
 * stands beside it; a whole name only if it is nobody else’s. A tie is nobody: better an event counted as unmatched than a stranger expected.
 */
export function whoComes(told: Told, candidates: readonly Candidate[]): WhoComes {
  const text = new Set(fold(told.name).split(' ').filter(Boolean))
  const scored = candidates
    .map((candidate) => {
      const named = candidate.words.length > 0 && candidate.words.every((word) => text.has(word))
      // A diary that names somebody else on the same phone means that somebody; « Mme Martin » alone contradicts nobody called Martin.
      const contradicted =
        told.exact && !named && [...text].some((word) => !TITLES.has(word) && !candidate.words.includes(word))
      const key = told.customerKey !== null && candidate.keys.has(told.customerKey)
      const another = key && contradicted && !candidate.company && !candidate.words.some((word) => text.has(word))
      const plate = told.plates.find((one) => candidate.plates.has(one))
      const phone = told.phones.some((one) => candidate.phones.has(one)) && !contradicted
      const email = told.emails.some((one) => candidate.emails.has(one))
      const whole = named && candidate.words.length > 1
      const score =
        (key && !another ? TELLS.key : 0) +
        (plate ? TELLS.plate : 0) +
        (email ? TELLS.email : 0) +
        (phone ? TELLS.phone : 0) +
        (whole ? TELLS.name : named && (plate || phone || email) ? 1 : 0)
      return { candidate, plate, score, another }
    })
    .sort((a, b) => b.score - a.score)
  const [best, next] = scored.filter(({ score }) => score > 0)
  if (!best) return { because: scored.some(({ another }) => another) ? 'key-of-another' : 'customer-unknown' }
  if (next && next.score === best.score) {
    const between = scored.filter(({ score }) => score === best.score).map(({ candidate }) => candidate.customerId)
    return { because: 'customer-ambiguous', between }
  }
  return {
    customerId: best.candidate.customerId,
    assetId: (best.plate && best.candidate.plates.get(best.plate)) || null,
  }
}

const MOST_TOKENS = 80

/** Everything in a free text (the title and description of an event) that may tell who comes. */
export function toldIn(text: string, country: string): Told {
  const plain = text.slice(0, 5000).replace(/<[^>]*>/gu, ' ')
  const emails = [...plain.matchAll(/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/gu)].map(([email]) => email.toLowerCase())
  const phones = [...plain.matchAll(/(?<![\w@])\+?\(?\d[\d .()/-]{7,18}\d/gu)].flatMap(
    ([number]) => toE164(number, country) ?? [],
  )
  return {
    customerKey: null,
    emails: [...new Set(emails)].slice(0, 10),
    phones: [...new Set(phones)].slice(0, 10),
    plates: platesIn(plain),
    name: plain,
    exact: false,
  }
}

/** Runs of letters and digits that could be a plate, over one to three words: `AB-123-CD`, `AB 123 CD`, `1234AB75`. Only known ones will match. */
function platesIn(text: string): string[] {
  const words = text
    .toUpperCase()
    .split(/[^A-Z0-9]+/u)
    .filter(Boolean)
    .slice(0, MOST_TOKENS)
  const plates = new Set<string>()
  for (let at = 0; at < words.length; at++)
    for (let n = 1; n <= 3 && at + n <= words.length; n++) {
      const plate = normalisePlate(words.slice(at, at + n).join(''))
      if (plate.length >= 4 && plate.length <= 9 && /\d/.test(plate) && /[A-Z]/.test(plate)) plates.add(plate)
    }
  return [...plates]
}

/** Pairs of neighbouring words, as the search keeps names: « anne cieille ». */
export function namePairs(text: string): string[] {
  const words = fold(text)
    .split(' ')
    .filter((word) => /\p{L}{2}/u.test(word))
    .slice(0, MOST_TOKENS)
  return [...new Set(words.slice(1).map((word, n) => `${words[n]} ${word}`))]
}
