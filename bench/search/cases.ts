import { existsSync, readFileSync } from 'node:fs'
import { fold } from '../../server/plain/fold.ts'
import { misheard } from './misheard.ts'
import { type Person, pick, type Random, SHARED } from './population.ts'

/** One labelled question: what was typed, and the full name (folded) that must be among the first three. */
export interface Case {
  kind:
    | 'right'
    | 'typo in one'
    | 'typo in both'
    | 'misheard family'
    | 'misheard given'
    | 'misheard both'
    | 'respelt'
    | 'foreign'
  typed: string
  truth: Person
}

/** Keys beside each other on a French keyboard. */
const BESIDE: Record<string, string> = {
  a: 'zq',
  b: 'vn',
  c: 'xv',
  d: 'sfe',
  e: 'rzd',
  f: 'dgr',
  g: 'fht',
  h: 'gjy',
  i: 'uok',
  j: 'hku',
  k: 'jli',
  l: 'kmo',
  m: 'lp',
  n: 'bh',
  o: 'ipl',
  p: 'om',
  q: 'as',
  r: 'etf',
  s: 'qdz',
  t: 'ryg',
  u: 'yij',
  v: 'cb',
  w: 'xs',
  x: 'wc',
  y: 'tuh',
  z: 'aes',
}

/** One slip of a finger, each of four as likely: a key beside, two letters swapped, one left out, one twice. */
function slip(random: Random, name: string): string {
  for (;;) {
    const i = Math.floor(random() * name.length)
    const letter = name[i]!
    const kind = Math.floor(random() * 4)
    const beside = BESIDE[letter.toLowerCase()]
    let typed = name
    if (kind === 0 && beside) typed = name.slice(0, i) + pick(random, beside) + name.slice(i + 1)
    else if (kind === 1 && i + 1 < name.length) typed = name.slice(0, i) + name[i + 1] + letter + name.slice(i + 2)
    else if (kind === 2 && name.length > 2) typed = name.slice(0, i) + name.slice(i + 1)
    else if (kind === 3) typed = name.slice(0, i) + letter + name.slice(i)
    if (fold(typed) !== fold(name)) return typed
  }
}

/** Spellings exchanged in the shared generator of a dealer network's records, which knew nothing of our key. */
const RESPELLINGS: [RegExp, string][] = [
  [/ph/, 'f'],
  [/eau/, 'o'],
  [/y/, 'i'],
  [/th/, 't'],
  [/([lnmtrsc])\1/, '$1'],
  [/qu/, 'k'],
  [/ck/, 'k'],
  [/ault$/, 'aud'],
  [/x$/, 's'],
  [/e$/, ''],
  [/h/, ''],
  [/c([eiy])/, 's$1'],
  [/ss/, 's'],
  [/ai/, 'e'],
  [/oux$/, 'ou'],
  [/ier$/, 'ie'],
]
function respelt(random: Random, name: string): string {
  const folded = fold(name)
  const fitting = RESPELLINGS.filter(([pattern]) => pattern.test(folded))
  if (fitting.length === 0) return folded
  const [pattern, instead] = pick(random, fitting)
  return folded.replace(pattern, instead)
}

const typed = (random: Random, given: string, family: string): string =>
  random() < 0.5 ? `${given} ${family}` : `${family} ${given}`

/** People who bear the names of the table of misheard ones: each once with a given (family) name drawn at random, and both together. */
export function misheardCases(random: Random, draw: () => Person): Case[] {
  const givens = misheard.filter(({ part }) => part === 'given')
  return misheard.flatMap(({ part, truth, heard }): Case[] => {
    const other = draw()
    if (part === 'given') {
      const person = { given: truth, family: other.family }
      return [{ kind: 'misheard given', typed: typed(random, heard, other.family), truth: person }]
    }
    const person = { given: other.given, family: truth }
    const first = pick(random, givens)
    return [
      { kind: 'misheard family', typed: typed(random, other.given, heard), truth: person },
      { kind: 'misheard both', typed: typed(random, first.heard, heard), truth: { given: first.truth, family: truth } },
    ]
  })
}

/** Slips and respellings of customers drawn from the base. */
export function slipCases(random: Random, people: readonly Person[], each: number): Case[] {
  const cases: Case[] = []
  const long = (person: Person) => person.given.length >= 3 && person.family.length >= 3
  const some = () => {
    for (;;) {
      const person = pick(random, people)
      if (long(person)) return person
    }
  }
  for (let i = 0; i < each; i++) {
    const a = some()
    cases.push({ kind: 'right', typed: typed(random, a.given, a.family), truth: a })
    const b = some()
    const inFamily = random() < 0.6
    cases.push({
      kind: 'typo in one',
      typed: typed(random, inFamily ? b.given : slip(random, b.given), inFamily ? slip(random, b.family) : b.family),
      truth: b,
    })
    const c = some()
    cases.push({ kind: 'typo in both', typed: typed(random, slip(random, c.given), slip(random, c.family)), truth: c })
    const d = some()
    const [given, family] = [respelt(random, d.given), respelt(random, d.family)]
    if (given !== fold(d.given) || family !== fold(d.family))
      cases.push({ kind: 'respelt', typed: typed(random, given, family), truth: d })
  }
  return cases
}

/**
 * The pairs of OpenSanctions' name bench that are misspellings: a person, the same person, two or three words of Latin letters on both
 * sides, and every word at most three letters from one of the other side (so: no initials, no other names, no titles).
 */
export function foreignCases(near: (a: string, b: string) => boolean): Case[] {
  const file = new URL('name_bench_cases.csv', SHARED)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .filter((cells) => cells[1] === 'Person' && cells[4] === 'true' && !cells.some((cell) => cell.includes('"')))
    .flatMap((cells): Case[] => {
      const [a, b] = [fold(cells[2]!), fold(cells[3]!)]
      const [x, y] = [a.split(' '), b.split(' ')]
      const latin = /^[a-z ]+$/u.test(a) && /^[a-z ]+$/u.test(b)
      if (!latin || a === b || x.length !== y.length || x.length < 2 || x.length > 3) return []
      if (!x.every((word) => y.some((other) => near(word, other)))) return []
      return [{ kind: 'foreign', typed: cells[2]!, truth: { given: y[0]!, family: y.slice(1).join(' ') } }]
    })
}
