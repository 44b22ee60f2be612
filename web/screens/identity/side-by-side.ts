import type { Contribution, IdentityRecord, Pair } from '../../../contract/identity.ts'

/** A piece of a value; `differs` marks what the other side does not have. */
export interface Piece {
  text: string
  differs: boolean
}

/** What two records say in one field: the same, some of it the same, near, different, or only one of them says something. */
export type Standing = 'same' | 'partly' | 'near' | 'differs' | 'one'

export interface Row {
  field: string
  a: Piece[][]
  b: Piece[][]
  standing: Standing
  /** What the comparison made of it. */
  weighed: Contribution[]
}

/** Same word, whatever the case, the accents and the signs between letters. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** How many letters two words begin, and end, with in common. */
function ends(x: readonly string[], y: readonly string[]): { head: number; tail: number } {
  const most = Math.min(x.length, y.length)
  let head = 0
  while (head < most && folded(x[head]!) === folded(y[head]!)) head++
  let tail = 0
  while (tail < most - head && folded(x.at(-1 - tail)!) === folded(y.at(-1 - tail)!)) tail++
  return { head, tail }
}

/** Only the letters that differ are marked where two words have at least half of theirs in common; else the whole word. */
function wordPieces(word: string, others: readonly string[]): Piece[] {
  const letters = [...word]
  let best: Piece[] | undefined
  let shared = Math.ceil(letters.length / 2) - 1
  for (const other of others) {
    const { head, tail } = ends(letters, [...other])
    if (head + tail <= shared) continue
    shared = head + tail
    const middle = letters.slice(head, letters.length - tail).join('')
    best = [
      { text: letters.slice(0, head).join(''), differs: false },
      { text: middle, differs: true },
      { text: letters.slice(letters.length - tail).join(''), differs: false },
    ].filter((piece) => piece.text !== '')
  }
  return best ?? [{ text: word, differs: true }]
}

/** A value with what the other one has not marked in it. */
export function marked(text: string, other: string): Piece[] {
  const theirs = other.split(/[\s-]+/u).filter(Boolean)
  const known = new Set(theirs.map(folded))
  const mine = new Set(text.split(/[\s-]+/u).map(folded))
  const free = theirs.filter((word) => !mine.has(folded(word)))
  const pieces = text.split(/([\s-]+)/u).flatMap((word): Piece[] => {
    if (word === '') return []
    if (folded(word) === '' || known.has(folded(word))) return [{ text: word, differs: false }]
    return wordPieces(word, free)
  })
  return joined(pieces)
}

/** Neighbours of one kind become one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last && last.differs === piece.differs) last.text += piece.text
    else all.push({ ...piece })
  }
  return all
}

/** The value on the other side that is most like this one, by the letters at both ends. */
function nearest(value: string, others: readonly string[]): string {
  const like = (other: string) => {
    const { head, tail } = ends([...value], [...other])
    return head + tail
  }
  return others.reduce((best, other) => (like(other) > like(best) ? other : best), others[0] ?? '')
}

function sideOf(values: readonly string[], others: readonly string[]): Piece[][] {
  const known = new Set(others.map(folded))
  const own = new Set(values.map(folded))
  const free = others.filter((other) => !own.has(folded(other)))
  return values.map((value) => {
    const common = others.length === 0 || known.has(folded(value))
    return common ? [{ text: value, differs: false }] : marked(value, nearest(value, free))
  })
}

function standingOf(a: readonly string[], b: readonly string[], weighed: readonly Contribution[]): Standing {
  if (a.length === 0 || b.length === 0) return 'one'
  const x = new Set(a.map(folded))
  const y = new Set(b.map(folded))
  const common = [...x].filter((value) => y.has(value)).length
  if (common === x.size && common === y.size) return 'same'
  if (common > 0) return 'partly'
  return weighed.some((c) => c.bits > 0) ? 'near' : 'differs'
}

const one = (value: string | null): string[] => (value?.trim() ? [value.trim()] : [])

interface Field {
  field: string
  of: (record: IdentityRecord) => string[]
  /** The comparisons that speak of it. */
  by: readonly string[]
}

const FIELDS: readonly Field[] = [
  { field: 'name', of: (r) => one(r.name), by: ['givenName', 'familyName', 'otherNames'] },
  { field: 'company', of: (r) => one(r.company), by: ['company'] },
  { field: 'birthDate', of: (r) => one(r.birthDate), by: ['birthDate'] },
  { field: 'phones', of: (r) => r.phones, by: ['phone'] },
  { field: 'emails', of: (r) => r.emails, by: ['email'] },
  { field: 'address', of: (r) => one(r.address), by: ['address'] },
  { field: 'vehicles', of: (r) => r.vehicles, by: ['vehicle'] },
]
/** What the waterfall adds that no field of a record says. */
const UNSAID = new Set(['prior', 'frequency', 'related', ...FIELDS.flatMap(({ by }) => by)])

/**
 * The two records field by field, each value with what differs marked in it. A field neither of them has is left out; what was compared
 * and is no field of a record (an occupation, a column of one's own) comes last.
 * @param seen how a value of a field is written for a person
 */
export function rowsOf(pair: Pair, seen: (field: string, value: string) => string): Row[] {
  const row = (field: string, a: string[], b: string[], weighed: Contribution[]): Row => ({
    field,
    a: sideOf(a, b),
    b: sideOf(b, a),
    standing: standingOf(a, b, weighed),
    weighed,
  })
  const fields = FIELDS.flatMap(({ field, of, by }) => {
    const written = (record: IdentityRecord) => of(record).map((value) => seen(field, value))
    const [a, b] = [written(pair.a), written(pair.b)]
    const weighed = pair.contributions.filter((c) => by.includes(c.field))
    return a.length === 0 && b.length === 0 ? [] : [row(field, a, b, weighed)]
  })
  const others = pair.contributions.filter((c) => !UNSAID.has(c.field) && (c.a || c.b))
  return [...fields, ...others.map((c) => row(c.field, one(seen(c.field, c.a)), one(seen(c.field, c.b)), [c]))]
}

/** The ten figures of a French number in pairs, wherever one of them is marked. */
export function paired(pieces: readonly Piece[]): Piece[] {
  if (!/^0\d{9}$/u.test(pieces.map(({ text }) => text).join(''))) return [...pieces]
  let at = 0
  return pieces.map(({ text, differs }) => {
    const spaced = [...text].map((figure) => (at++ % 2 === 1 && at < 10 ? `${figure}\u00a0` : figure)).join('')
    return { text: spaced, differs }
  })
}
