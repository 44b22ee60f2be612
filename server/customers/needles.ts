import { deletions } from '../plain/edit-distance.ts'
import { foldedWords } from '../plain/fold.ts'
import { withFormsWhole } from './legal-form.ts'
import { nearSounds, soundsOf } from './name-sound.ts'

/** Little words that people leave out, move or glue to the name. */
const PARTICLES = new Set(
  'a abou abu al ben bin d da das de del della den der des di do dos du e el et ibn l la las le les los mac mc o of och st ste ten ter the van vande vander von y zu zum zur'.split(
    ' ',
  ),
)
export const isParticle = (word: string): boolean => PARTICLES.has(word)

/** A name as the search sees it. */
export interface Named {
  givenName: string
  familyName: string
  companyName: string
  city: string
}

/** The day of what they are called no more, or were born as: found, after what bears the name today. */
export const FORMER = '1900-01-01'

export interface Needle {
  kind: 'name' | 'city'
  key: string
}

/**
 * The rule below, by its number. Raise it with every change of what a customer is found by: those filed before are written anew the night after (2: a
 * company's legal form is one word, `S.A.R.L.` no longer four letters).
 */
export const NEEDLE_RULE = 2

const MOST_WORDS = 5
const MOST_KEYS = 48
const LONGEST = 32

const unique = (words: string[]): string[] => [...new Set(words)]

/**
 * The words one field may be called by: each of its words but the particles (`le goff`→`goff`), the word behind an apostrophe
 * (`d’Angelo`→`angelo`, beside `dangelo`), and all of it in one word (`legoff`, `jeanpierre`).
 */
export function wordsOfField(field: string): string[] {
  const words = foldedWords(withFormsWhole(field)).map((word) => word.slice(0, LONGEST))
  const strong = words.filter((word) => !PARTICLES.has(word))
  const behind = [...field.matchAll(/(?<!\p{L})\p{L}{1,2}['’](\p{L}{3,})/gu)].flatMap((found) => foldedWords(found[1]!))
  const joined = words.length > 1 ? [words.join('').slice(0, LONGEST)] : []
  return unique([...(strong.length > 0 ? strong : words).slice(0, MOST_WORDS), ...behind.slice(0, 1), ...joined])
}

const pairs = (firsts: string[], seconds: string[]): string[] =>
  firsts.flatMap((a) => seconds.filter((b) => b !== a).map((b) => `${a} ${b}`))

/** Two words of one field in their order; in a company's name, which nobody remembers in order, both ways. */
const within = (words: string[], bothWays: boolean): string[] =>
  words.flatMap((a, i) => words.filter((b, j) => (bothWays ? j !== i : j > i) && a !== b).map((b) => `${a} ${b}`))

/** A town in one word, and the same without the article before it: `lechesnay`, `chesnay`. */
function townKeys(city: string): string[] {
  const words = foldedWords(city)
  const bare = words.length > 1 && PARTICLES.has(words[0]!) ? words.slice(1) : words
  return unique([words, bare].map((each) => each.join('').slice(0, LONGEST))).filter(Boolean)
}

/**
 * What a customer is found by. A key is two words: given and family name in both orders, words of one field in their own order,
 * a company's words in any. A word that meets no other is a key alone, so that every word begins some key.
 */
export function needlesOf(customer: Named): Needle[] {
  const given = wordsOfField(customer.givenName)
  const family = wordsOfField(customer.familyName)
  const company = wordsOfField(customer.companyName)
  const keys = unique([
    ...pairs(given, family),
    ...pairs(family, given),
    ...pairs(family, company),
    ...pairs(company, family),
    ...within(given, false),
    ...within(family, false),
    ...within(company, true),
  ]).slice(0, MOST_KEYS)
  const begun = new Set(keys.map((key) => key.slice(0, key.indexOf(' '))))
  const alone = unique([...given, ...family, ...company]).filter((word) => !begun.has(word))
  const towns = townKeys(customer.city)
  const cities = unique([...family, ...company])
    .slice(0, MOST_WORDS)
    .flatMap((word) => towns.map((town) => `${word} ${town}`))
  return [
    ...[...keys, ...alone].map((key) => ({ kind: 'name' as const, key })),
    ...cities.map((key) => ({ kind: 'city' as const, key })),
  ]
}

/** The words of a customer's needles: what the vocabulary must know to forgive a mistake. The city is matched as it is written. */
export const wordsOfNeedles = (needles: readonly Needle[]): string[] =>
  unique(needles.filter((needle) => needle.kind === 'name').flatMap((needle) => needle.key.split(' ')))

export interface WordKey {
  kind: 'typo' | 'fine' | 'sound' | 'near'
  key: string
}

/** The keys under which the vocabulary keeps a word, and under which a typed word is looked up: the same rule on both sides. */
export function wordKeys(word: string): WordKey[] {
  const { coarse, fine } = soundsOf(word)
  return [
    ...deletions(word).map((key) => ({ kind: 'typo' as const, key })),
    ...fine.map((key) => ({ kind: 'fine' as const, key })),
    ...coarse.map((key) => ({ kind: 'sound' as const, key })),
    ...nearSounds(coarse).map((key) => ({ kind: 'near' as const, key })),
  ]
}
