import { editDistance } from '../plain/edit-distance.ts'
import { fold } from '../plain/fold.ts'
import type { Span } from './private.ts'

/** Somebody who works here, as far as their name goes. */
export interface Named {
  id: string
  name: string
}
/** A name in a text, and whom it may mean: several, where they share it. */
export interface NameFound extends Span {
  staff: string[]
  /** Whole: given and family name both stand there. Close: a letter is not as it should be. */
  how: 'whole' | 'part' | 'close'
}

interface Word extends Span {
  folded: string
  /** Written with a capital where no sentence begins. */
  proper: boolean
  /** Behind Mme, Monsieur, Mr. */
  titled: boolean
}

/** A shorter name a letter off is another name. */
const CLOSE = 5
const TITLES = new Set([
  'm',
  'mr',
  'mme',
  'mlle',
  'monsieur',
  'madame',
  'mademoiselle',
  'mrs',
  'ms',
  'miss',
  'dr',
  'docteur',
])
/** Names that are words as well: taken for a name only with a capital inside a sentence, behind a title, or beside the other half of the name. */
const ORDINARY = new Set(
  `aime ami ange art baker bar beau belle bell berger bill black blanc blanche blanchet blue bois bon bonnet boulanger brave brown brun bruno
  camille cook cher chevalier claire clement constant court cook coq dean desire digne doux droit dur faith fin flora fleur font fort franc
  france francois frank gentil grace grand gray green grey gros hall hill hope iris jack joie joli jolie joly jeune juste king lebon legal
  leger long loup love maison major mal marchand marche mark martial may meunier mercier merle modeste moulin neuf noel noir nord olive
  page parfait perle petit petite pierre plein poirier prince prudent prune rene reine rich rob roche roi rose rouge roux roy sage sale sauvage
  short sourd victoire vert vide vieux ville violet violette vital vite white will wood young accueil atelier chef conseil garage mecano moteur service vente`.split(
    /\s+/u,
  ),
)

/** The words of a text with their places. An apostrophe parts words: « d’Alice » holds Alice. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let sentence = true
  let last = 0
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) {
    const [raw] = match
    if (/[.!?…\n:]/u.test(text.slice(last, match.index))) sentence = true
    const folded = fold(raw)
    const capital = /^\p{Lu}/u.test(raw) && (raw.length === 1 || !/^\p{Lu}+$/u.test(raw))
    const before = words.at(-1)
    words.push({
      from: match.index,
      to: match.index + raw.length,
      folded,
      proper: capital && !sentence,
      titled: before !== undefined && TITLES.has(before.folded),
    })
    // « Mme. Roux »: the dot behind a title ends no sentence.
    sentence = false
    last = match.index + raw.length + (TITLES.has(folded) && text[match.index + raw.length] === '.' ? 1 : 0)
  }
  return words
}

/** A name by its words, folded: the first is the given name, as it is kept. */
interface Parts {
  id: string
  given: string[]
  family: string[]
}
const partsOf = ({ id, name }: Named): Parts => {
  const [first = '', ...rest] = name.trim().split(/\s+/u)
  const split = (text: string) =>
    fold(text.replaceAll(/['’‘`´-]/gu, ' '))
      .split(' ')
      .filter(Boolean)
  return { id, given: split(first), family: split(rest.join(' ')) }
}

/** Names of those who work here, ready to be looked for in many texts. */
export interface NameBook {
  /** By the word they begin with, given or family name. */
  byWord: ReadonlyMap<string, readonly Parts[]>
  /** Names of one word, by their first letter. */
  byLetter: ReadonlyMap<string, readonly { id: string; word: string }[]>
}
export function nameBook(people: readonly Named[]): NameBook {
  const byWord = new Map<string, Parts[]>()
  const byLetter = new Map<string, { id: string; word: string }[]>()
  for (const parts of people.map(partsOf)) {
    for (const first of new Set([parts.given[0], parts.family[0]]))
      if (first) byWord.set(first, [...(byWord.get(first) ?? []), parts])
    for (const [word, ...more] of [parts.given, parts.family])
      if (word && more.length === 0 && word.length >= CLOSE)
        byLetter.set(word[0]!, [...(byLetter.get(word[0]!) ?? []), { id: parts.id, word }])
  }
  return { byWord, byLetter }
}

const standsAt = (words: readonly Word[], at: number, wanted: readonly string[]): boolean =>
  wanted.length > 0 && wanted.every((part, n) => words[at + n]?.folded === part)

/**
 * Where a text names people who work here: by both names in either order, by one of them, or by one that is a letter off. A name that is a
 * word of the language as well is one only where it is written as a name.
 */
export function namesIn(text: string, book: NameBook): NameFound[] {
  const words = wordsOf(text)
  const found: NameFound[] = []
  for (let at = 0; at < words.length; ) {
    const here = longestAt(words, at, book) ?? closeAt(words[at]!, book)
    if (here)
      found.push({ from: words[at]!.from, to: words[at + here.length - 1]!.to, staff: here.staff, how: here.how })
    at += here?.length ?? 1
  }
  return found
}

interface Here {
  staff: string[]
  length: number
  how: NameFound['how']
}

function longestAt(words: readonly Word[], at: number, { byWord }: NameBook): Here | null {
  let best: Here | null = null
  const take = (id: string, length: number, how: NameFound['how']) => {
    if (!best || length > best.length || (length === best.length && how === 'whole' && best.how !== 'whole'))
      best = { staff: [id], length, how }
    else if (length === best.length && how === best.how && !best.staff.includes(id)) best.staff.push(id)
  }
  for (const { id, given, family } of byWord.get(words[at]!.folded) ?? []) {
    const whole = [given.concat(family), family.concat(given)]
    for (const order of given.length > 0 && family.length > 0 ? whole : [])
      if (standsAt(words, at, order)) take(id, order.length, 'whole')
    for (const part of [given, family])
      if (part.join('').length >= 3 && standsAt(words, at, part) && isName(words, at, part))
        take(id, part.length, 'part')
  }
  return best
}

/** One word that is also a word of the language has to look like a name. */
const isName = (words: readonly Word[], at: number, part: readonly string[]): boolean =>
  part.length > 1 || !ORDINARY.has(part[0]!) || words[at]!.proper || words[at]!.titled

/** One letter off, in a name of five and more that is written as one: « Kharim », « Mme Rousel ». */
function closeAt({ proper, titled, folded }: Word, { byLetter }: NameBook): Here | null {
  if (!(proper || titled) || folded.length < CLOSE) return null
  const near = (byLetter.get(folded[0]!) ?? []).filter(({ word }) => editDistance(word, folded, 1) === 1)
  return near.length > 0 ? { staff: [...new Set(near.map(({ id }) => id))], length: 1, how: 'close' } : null
}
