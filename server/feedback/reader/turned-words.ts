import { hashOf, type Tokens } from './tokens.ts'

/** Beginnings that turn a word round, with the words they turn (folded, as they begin). *Mécontent* is *content* under a no, and reads so. */
const TURNED: Record<string, string> = {
  me: 'content',
  mal: 'honnete poli adroit propre traite veillan commode aimable heureu chanceu',
  in: 'satisf efficac competen correct acceptab admissib toler confort digne juste utile suffis capab coheren exact attenti delicat decent humain conven experiment adapt adequa justif operant hospital sincer accura consider consist effective effici sensitiv hospit',
  im: 'poli possib patien praticab pardonn prec matur prudent prob moral',
  il: 'lisib logiq legal',
  ir: 'respect respons regul realist',
  des: 'agreab organis honor oblig avantag',
  de: 'plais loyal favor',
  dis: 'courtois satisf appoint respect honest organi pleas trust courte grace',
  mis: 'inform led treat manag sold trust',
  un: 'happy happi satisf help friend profession accept reliab welcom comfort pleas fair trust kind clean safe organi reason impress cooper resolv answer success qualif respons prepar finish civil courte caring willing interest sympath',
} // prettier-ignore
const BEGUN = 6
const hashOfBeginning = (letters: ArrayLike<number>, from: number): number => {
  let h = 0x811c9dc5
  for (let k = from; k < from + BEGUN; k += 1) h = Math.imul(h ^ letters[k]!, 0x01000193)
  return h >>> 0
}
const lettersOf = (word: string): number[] => Array.from(word, (c) => c.charCodeAt(0))
const KNOWN = new Map<number, { letters: number[]; prefix: number }[]>()
for (const [prefix, stems] of Object.entries(TURNED))
  for (const stem of stems.split(' ')) {
    const letters = lettersOf(prefix + stem)
    const key = hashOf((prefix + stem).slice(0, BEGUN))
    KNOWN.set(key, [...(KNOWN.get(key) ?? []), { letters, prefix: prefix.length }])
  }
/** Two letters that one of them begins with. */
const FIRST = new Uint8Array(1024)
const pairOf = (a: number, b: number): number => ((a & 31) << 5) | (b & 31)
for (const prefix of Object.keys(TURNED)) FIRST[pairOf(prefix.charCodeAt(0), prefix.charCodeAt(1))] = 1

/** How many letters of a token turn the rest of it round; 0: none. */
export function turnedBy({ letters, start }: Tokens, i: number): number {
  const from = start[i]!
  const size = start[i + 1]! - from
  if (size < BEGUN || FIRST[pairOf(letters[from]!, letters[from + 1]!)] === 0) return 0
  const known = KNOWN.get(hashOfBeginning(letters, from))
  if (!known) return 0
  const found = known.find(
    (each) => size >= each.letters.length && each.letters.every((letter, k) => letters[from + k] === letter),
  )
  return found?.prefix ?? 0
}
