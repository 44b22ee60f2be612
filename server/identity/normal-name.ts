import { fold } from '../plain/fold.ts'

/** Words before a family name that are written apart, glued, or left out: they are glued to the name (`de la Cruz` → `delacruz`). */
const PARTICLES = new Set(
  (
    'de du des da do dos das di del della dello degli dei d la le les l lo los las el al ul ad ' +
    'van von vom vander vanden der den ten ter te zu zur zum af av y e i san santa saint st sainte ste bin ben ibn bint abu abou o mac mc'
  ).split(' '),
)
/** Titles and forms of address: no part of a name. */
const TITLES = new Set(
  'm mr mrs ms miss mme mlle monsieur madame mademoiselle dr docteur doctor prof professeur professor herr frau sig signor signora sr sra srta don dona sir dame lord lady me maitre'.split(
    ' ',
  ),
)
/** Cyrillic and Greek letters as a French or English hand writes them, letter by letter (near ISO 9 and ELOT 743). */
const LATIN: Record<string, string> = Object.fromEntries(
  (
    'а:a б:b в:v г:g ґ:g д:d е:e ё:e є:ie ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ў:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:iu я:ia ' +
    'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const FOREIGN = /[Ͱ-ӿ]/gu
const PLAIN = /^[a-z]*$/u
const ASCII = /^[\x20-\x7e]*$/u

/** Small letters without accents, in Latin letters where the script has a usual way; words parted by one blank. */
export function plainText(text: string): string {
  const small = text.toLowerCase()
  if (PLAIN.test(small)) return small
  if (ASCII.test(small))
    return small
      .replace(/(?<=[a-z])['`](?=[a-z])/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return fold(text).replace(FOREIGN, (letter) => LATIN[letter] ?? letter)
}

const words = (text: string): string[] => {
  const plain = plainText(text)
  return plain === '' ? [] : plain.split(' ')
}

/** Particles join the word that follows; one at the end stays a word. */
function gluedParticles(all: readonly string[]): string[] {
  const out: string[] = []
  let before = ''
  for (let i = 0; i < all.length; i++) {
    const word = all[i]!
    if (PARTICLES.has(word) && i < all.length - 1) before += word
    else {
      out.push(before + word)
      before = ''
    }
  }
  return out
}

/** What a particle leaves of a glued name: `delacruz` → `cruz`. Null where there is none, or too little is left. */
export function withoutParticle(name: string): string | null {
  for (const start of GLUED)
    if (name.startsWith(start) && name.length - start.length >= 4) return name.slice(start.length)
  return null
}
const GLUED =
  'delos delas dela dello della vander vanden vonder van von del des der den de du di da dos el al le la ben bin mac mc'.split(
    ' ',
  )

const NOTHING = new Set('na none null nil inconnu unknown nn xxx xx test anonyme client sansnom nom prenom'.split(' '))

/** A given or family name as one compares it: folded, without titles, particles glued. What is no name is empty. */
export function normalName(text: string): string {
  const small = text.toLowerCase()
  if (PLAIN.test(small)) return NOTHING.has(small) ? '' : small
  const kept = words(text).filter((word) => !TITLES.has(word))
  const all = gluedParticles(kept).filter((word) => !NOTHING.has(word))
  const name = all.join(' ')
  return name === 'n a' ? '' : name
}

const LINKS = new Set('of the and et und'.split(' '))

export interface NormalName {
  given: string
  family: string
  rest: string[]
}

/**
 * A name from its parts and its full writing. Parts that are not given are taken from the full name: what stands before a
 * comma, or the last word, is the family name. Words of the full name that are in neither part are the rest.
 */
export function normalParts(given = '', family = '', full = ''): NormalName {
  const parts = { given: normalName(given), family: normalName(family), rest: [] as string[] }
  if (full === '') return parts
  const known = `${parts.given} ${parts.family}`
  if (parts.given !== '' && parts.family !== '' && full === known) return parts
  if (parts.given === '' && parts.family === '') return fromFull(full)
  const held = new Set(known.split(' '))
  const others = normalName(full).split(' ')
  parts.rest = [...new Set(others.filter((word) => word.length > 1 && !held.has(word) && !LINKS.has(word)))].sort()
  return parts
}

function fromFull(full: string): NormalName {
  const comma = full.indexOf(',')
  if (comma > 0 && full.indexOf(',', comma + 1) < 0)
    return { given: normalName(full.slice(comma + 1)), family: normalName(full.slice(0, comma)), rest: [] }
  const all = normalName(full)
    .split(' ')
    .filter((word) => word !== '' && !LINKS.has(word))
  if (all.length < 2) return { given: '', family: all[0] ?? '', rest: [] }
  return { given: all[0]!, family: all.at(-1)!, rest: all.slice(1, -1).sort() }
}
