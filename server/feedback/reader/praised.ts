import { nicknameGroups } from '../../customers/nicknames.ts'
import { sexOfName, UNSAID } from '../../identity/sex.ts'
import { fold } from '../../plain/fold.ts'
import { FIRMS, NO_NAMES } from './no-names.ts'
import type { Tokens } from './tokens.ts'

/** Words before a name that is thanked or praised. */
const THANKED = new Set(
  'merci remercie remercier bravo felicitations chapeau grace grâce mention special speciale thanks thank thankyou kudos shoutout credit praise'.split(
    ' ',
  ),
)
const LINKS = new Set(
  'a au aux et à l le la de du des notre votre mon to and for our your my the you all tout toute particulier particulierement surtout encore mille grand'.split(
    ' ',
  ),
)
const ARTICLES = new Set('le la l les un une du des au aux cette ce cet notre votre the a an this your our'.split(' '))
const TITLES = new Set('m mr mme mlle monsieur madame mademoiselle mrs ms miss dr docteur'.split(' '))
/** Words that say someone was good, near their name. */
const GOODNESS =
  /^(?:super|genial|top|formidable|adorable|gentil|gentille|aimable|competent|competente|efficace|professionnel|professionnelle|pro|excellent|excellente|parfait|parfaite|extra|patient|patiente|souriant|souriante|ecoute|or|sympa|sympathique|charmant|charmante|disponible|agreable|remarquable|incroyable|brillant|geniale|honnete|rassurant|sauve|resolu|aide|explique|trouve|great|brilliant|excellent|fantastic|lovely|helpful|kind|friendly|amazing|star|legend|patient|superb|wonderful|best|honest|professional|gem|knowledgeable|perfect|polite|explained|sorted|helped|saved)$/u

export interface Praise {
  name: string
  from: number
  to: number
}

/** What is said around a name. */
export interface Scene {
  text: string
  tokens: Tokens
  words: readonly string[]
  /** How good each clause is: over nought is good. */
  goodness(clause: number): number
  /** The whole is good: a name in it is praised unless its own clause is bad. */
  happy: boolean
  /** A word that is also written small: begins with a capital only because a sentence does. */
  common(hash: number): boolean
  /** Folded names of those who work there. */
  staff: ReadonlySet<string>
  /** Folded words of what has a name and is nobody: places, makes, products. */
  things: ReadonlySet<string>
}

/** What stands behind a name that begins a sentence: *Paul a trouvé*, *Dave on the desk*, *Léa, à l’accueil*. */
const AFTER_NAMES = new Set(
  'a m nous vous est etait avait au aux et du de qui sait fait prend ne n l y was is has had and at on in from who did does even always never knows makes took takes gave rang went explained showed really couldn you'.split(
    ' ',
  ),
)
/** *AC*, *MOT*, *APRs*: all capitals in a text that is not. */
const SHORTHAND = /^\p{Lu}{2,5}s?$/u
/** Before what is no person, unless it is a given name: *mon Austral*, *the new Austral*, *merci pour Austral*. */
const DETERMINED = new Set(
  'le la l les un une du des au aux cet cette mon ma mes son sa ses notre leur nouveau nouvel nouvelle the this my his her our their new pour'.split(
    ' ',
  ),
)
const PLACES = new Set('a de en vers pour chez in from to near at via depuis sur entre jusqu'.split(' '))

/** *Ma femme Isabelle*, *my husband Paul*: theirs, and not who is thanked for it. */
const MINE = new Set('mon ma mes notre nos my our'.split(' '))
const KIN = new Set(
  `mari femme epouse epoux compagnon compagne conjoint conjointe fils fille pere mere maman papa frere soeur ami amie copain copine voisin voisine
  beau-pere belle-mere oncle tante cousin cousine grand-mere grand-pere chien chienne husband wife partner son daughter father mother dad mum mom
  brother sister friend neighbour neighbor uncle aunt dog`.split(/\s+/u),
)
/** A firm is named behind these: *le garage Martin*, *la carrosserie Dubois*. */
const FIRM_WORDS = new Set('garage carrosserie concession etablissements ets societe groupe dealership'.split(' '))
/** *Saint-Étienne*, *St Albans*: a place, unless it is somebody’s by title. */
const SAINTS = new Set('saint sainte st ste'.split(' '))
/** What one writes above one’s own name. */
const CLOSING =
  /(?:^|[\s,.!?;:])(?:cordialement|sinc[eè]rement|respectueusement|amicalement|bien (?:à|a) vous|bonne (?:journ[ée]e|soir[ée]e|continuation)|salutations|sign[ée]|(?:kind |best |warm )?regards|sincerely|yours|signed)[\s,.;:!–—-]*$/iu

/**
 * Who is praised: a name with a capital that is no common word, after a title, or of the staff however it is typed, where what is said is good: in a happy text unless its
 * own clause is bad, in another only beside a thank or a good word. After *à* or *from* it is a town, unless someone is thanked.
 */
export function praisedIn(scene: Scene): Praise[] {
  const { text, tokens } = scene
  const found: Praise[] = []
  for (let i = 0; i < tokens.n; i += 1) {
    if (!isName(scene, i)) continue
    let end = i + 1
    while (end < tokens.n && end < i + 3 && belongs(scene, end)) end += 1
    const from = tokens.from[irish(scene, i) || hyphened(scene, i) ? i - 1 : i]!
    const name = text.slice(from, tokens.to[end - 1]!)
    if (isPraised(scene, i, end) && !signs(scene, from, tokens.to[end - 1]!))
      found.push({ name, from, to: tokens.to[end - 1]! })
    i = end - 1
  }
  const seen = new Set<string>()
  return found.filter(({ name }) => !seen.has(fold(name)) && seen.add(fold(name)))
}

const raised = ({ text, tokens }: Scene, i: number): boolean =>
  /^\p{Lu}/u.test(text.slice(tokens.from[i]!, tokens.to[i]!))

/** *M.* before a name; the *m’* of *m’a* is none. */
const titled = ({ text, tokens, words }: Scene, i: number): boolean =>
  i > 0 && TITLES.has(words[i - 1]!) && /^[.\s]/u.test(text.slice(tokens.to[i - 1]!, tokens.to[i - 1]! + 1))

function isName(scene: Scene, i: number): boolean {
  const { tokens, words, common, staff } = scene
  const word = words[i]!
  if (word.length < 2 || word.includes('#') || TITLES.has(word) || !/^\p{L}/u.test(word)) return false
  if (isElsewhere(scene, i)) return false
  if (staff.has(word) && (raised(scene, i) || !common(tokens.hash[i]!))) return true
  if (!raised(scene, i)) return false
  // *Merci à la Direction*, *thanks to the Workshop*: a thing of the house, whatever its capital.
  if (i > 0 && ARTICLES.has(words[i - 1]!) && common(tokens.hash[i]!)) return false
  if (titled(scene, i) && !NO_NAMES.has(word)) return true
  if (tokens.shouted || !somebody(scene, i)) return false
  if (tokens.capital[i] === 1 && thankedBefore(scene, i)) return true
  if (common(tokens.hash[i]!)) return false
  if (tokens.capital[i] === 0 && !beginsAsName(scene, i)) return false
  if (SHORTHAND.test(scene.text.slice(tokens.from[i]!, tokens.to[i]!))) return false
  return !(i > 0 && PLACES.has(words[i - 1]!) && !thankedBefore(scene, i))
}

/** A firm's, a place's, or somebody of the writer's own: whoever here bears that name as well, they do not mean them. */
function isElsewhere(scene: Scene, i: number): boolean {
  const { words, staff } = scene
  const word = words[i]!
  const isFirm = (FIRMS.has(word) && !isGivenName(word)) || FIRMS.has(`${word} ${words[i + 1] ?? ''}`)
  if (isFirm && !staff.has(word)) return true
  if (i === 0 || !joined(scene, i)) return false
  const before = words[i - 1]!
  if (i > 1 && KIN.has(before) && MINE.has(words[i - 2]!)) return true
  if (FIRM_WORDS.has(before)) return true
  if (SAINTS.has(before)) return !titled(scene, i - 1)
  return !staff.has(word) && ofAFirm(scene, i)
}

/** *Norauto Chartres*, *Speedy Orléans Nord*, *Feu Vert Amiens*: what stands with a capital right behind a make or a firm is its place; a given name is somebody. */
function ofAFirm(scene: Scene, i: number): boolean {
  if (isGivenName(scene.words[i]!)) return false
  for (let k = i; k > 0 && k > i - 3 && raised(scene, k) && joined(scene, k); k -= 1) {
    const [one, two] = [scene.words[k - 1]!, scene.words[k - 2]]
    if (FIRMS.has(one) || scene.things.has(one) || FIRMS.has(`${two ?? ''} ${one}`)) return raised(scene, k - 1)
  }
  // The firm’s own second word: *Point S*, *Feu Vert*, *Kwik Fit*.
  return FIRMS.has(`${scene.words[i - 1]!} ${scene.words[i]!}`)
}

/** With nothing but a blank or a hyphen before it. */
const joined = ({ text, tokens }: Scene, i: number): boolean =>
  /^[ -]$/u.test(text.slice(tokens.to[i - 1]!, tokens.from[i]!))

/**
 * The writer's own name: alone at the end, behind the end of a sentence or behind what one closes a letter with. Behind a blank line stands the answer to
 * another question, *who is to be thanked*: a name there is one that is thanked.
 */
function signs({ text }: Scene, from: number, to: number): boolean {
  if (!NOTHING_MORE.test(text.slice(to))) return false
  const before = text.slice(0, from).replace(TITLE_AT_END, '')
  return CLOSING.test(before) || (/[.!?…\n]\s*$/u.test(before) && !/\n\s*\n\s*$/u.test(before))
}
/** At most an initial. */
const NOTHING_MORE = /^[\s.!)]*(?:\p{Lu}\.?[\s.!)]*)?$/u
const TITLE_AT_END = /(?:(?<!\p{L})(?:M\.?|Mr\.?|Mme|Mlle|Mrs|Ms|Monsieur|Madame))?[ \t–—-]*$/u

const isGivenName = (word: string): boolean => sexOfName(word) !== UNSAID || nicknameGroups(word).length > 0

/** Nobody here bears it. Cars, makes and towns have names, too: some of them given names as well, and then a thank says who is meant. */
function somebody(scene: Scene, i: number): boolean {
  const { words, things } = scene
  const word = words[i]!
  const determined = i > 0 && DETERMINED.has(words[i - 1]!)
  if (NO_NAMES.has(word)) return isGivenName(word) && !determined && thankedBefore(scene, i)
  return isGivenName(word) || !(things.has(word) || determined)
}

/** *O’Dowd* is one name. */
const irish = ({ text, tokens, words }: Scene, i: number): boolean =>
  i > 0 && words[i - 1] === 'o' && /^[’']$/u.test(text.slice(tokens.to[i - 1]!, tokens.from[i]!))

/** *Marie-Laure* is one name, also where its first half is a word. */
const hyphened = (scene: Scene, i: number): boolean =>
  i > 0 && scene.text.slice(scene.tokens.to[i - 1]!, scene.tokens.from[i]!) === '-' && raised(scene, i - 1)

/** A word nobody knows with a capital at the beginning: a name, if what follows speaks of somebody, or it stands alone between commas. */
function beginsAsName({ text, tokens, words }: Scene, i: number): boolean {
  const next = words[i + 1]
  if (next === undefined) return false
  const between = text.slice(tokens.to[i]!, tokens.from[i + 1]!)
  return (
    between === ', ' ||
    (/^[ ’'-]$/u.test(between) && (AFTER_NAMES.has(next) || /^\p{Lu}/u.test(text.slice(tokens.from[i + 1]!))))
  )
}

/** A family name right behind the given one, by a blank or a hyphen. */
function belongs(scene: Scene, i: number): boolean {
  const { text, tokens, words } = scene
  const between = text.slice(tokens.to[i - 1]!, tokens.from[i]!)
  return (
    /^[ -]$/u.test(between) && raised(scene, i) && !NO_NAMES.has(words[i]!) && !tokens.shouted && words[i]!.length > 1
  )
}

function isPraised(scene: Scene, i: number, end: number): boolean {
  const { tokens, goodness, happy } = scene
  const good = goodness(tokens.clause[i]!)
  const thank = thankBefore(scene, i)
  // The dot of *Merci M. Martin* parts the name from its thank, and a name alone is neither good nor bad.
  if (thank >= 0) return Math.max(good, goodness(tokens.clause[thank]!)) > -1
  if (happy) return good > -0.6
  return nearGood(scene, i, end) && good > -0.2
}

/** A thank, then at most link words, titles or other names, then this word. @returns where the thank stands; -1: nowhere */
function thankBefore({ tokens, words }: Scene, i: number): number {
  for (let k = i - 1; k >= 0 && k >= i - 7 && tokens.clause[k]! >= tokens.clause[i]! - 1; k -= 1) {
    if (THANKED.has(words[k]!)) return k
    if (!LINKS.has(words[k]!) && !TITLES.has(words[k]!) && tokens.capital[k] !== 1) return -1
  }
  return -1
}

const thankedBefore = (scene: Scene, i: number): boolean => thankBefore(scene, i) >= 0

function nearGood({ tokens, words }: Scene, i: number, end: number): boolean {
  for (let k = Math.max(0, i - 6); k < Math.min(tokens.n, end + 8); k += 1)
    if (Math.abs(tokens.clause[k]! - tokens.clause[i]!) <= 1 && GOODNESS.test(words[k]!)) return true
  return false
}
