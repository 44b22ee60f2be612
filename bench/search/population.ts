import { existsSync, readFileSync } from 'node:fs'

/** A small generator with a seed (mulberry32): every run sees the same world. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
export type Random = () => number
export const pick = <T>(random: Random, from: ArrayLike<T>): T => from[Math.floor(random() * from.length)]!

export interface Person {
  given: string
  family: string
}

const capital = (name: string): string => name.replace(/(?<=^|[ '-])\p{L}/gu, (letter) => letter.toUpperCase())

/** Draws by weight. */
function weighted(random: Random, items: readonly string[], weights: readonly number[]): () => string {
  let sum = 0
  const sums = Float64Array.from(weights, (weight) => (sum += weight))
  return () => {
    const x = random() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < x) low = middle + 1
      else high = middle
    }
    return items[low]!
  }
}

/** Given names of the network's other customers: a list of the bench's own. */
const OTHERS =
  'Luca,Marco,Giulia,Francesca,Matteo,Chiara,Giovanni,Paolo,Carlos,Javier,María,Lucía,Antonio,Manuel,José,Ana,João,Tiago,Inês,Rui,Miguel,Hans,Jürgen,Klaus,Anja,Sabine,Björn,Jan,Piet,Sanne,Lotte,Piotr,Agnieszka,Katarzyna,Paweł,Mohamed,Fatima,Youssef,Karim,Nadia,Amine,Yasmine,Samir,Mehmet,Ayşe,Emre,Zeynep,Linh,Minh,Ibrahim,Aminata,Moussa,Fatou,Andrei,Elena,Mihai,Ioana'.split(
    ',',
  )
/** Without the shared name data: few names, so many namesakes; the figures are then not comparable. */
const FEW_GIVEN =
  'Jean,Marie,Pierre,Michel,André,Philippe,Nathalie,Isabelle,Sylvie,Catherine,Thierry,Anne,Céline,Julien,Nicolas,Camille,Léa,Hugo,Emma,Lucas'.split(
    ',',
  )
const FEW_FAMILY =
  'Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefebvre,Leroy,Roux,David,Bertrand,Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Faure,Mercier,Blanc'.split(
    ',',
  )

export const SHARED = new URL('../../../shared/identity/', import.meta.url)

/**
 * Draws customers: French given and family names by their frequency; one given name in eight from elsewhere in Europe and the
 * Mediterranean; 38 % of families from a long list of rare ones, each as likely; one name in twenty-five double.
 */
export function namesOf(random: Random): { draw: () => Person; real: boolean } {
  const read = (name: string): string[] =>
    readFileSync(new URL(`names/${name}`, SHARED), 'utf8')
      .split('\n')
      .filter(Boolean)
  if (!existsSync(new URL('names/french_last_names.csv', SHARED)))
    return { real: false, draw: () => ({ given: pick(random, FEW_GIVEN), family: pick(random, FEW_FAMILY) }) }
  const table = (name: string) =>
    read(name)
      .slice(1)
      .map((row) => row.split(';') as [string, string])
  const givens = table('french_first_names.csv')
  const families = table('french_last_names.csv')
  const rare = read('family.csv').map((name) => name.replace(/^"|"$/gu, ''))
  // The list counts people born since 1900: a little flatter is nearer to today's customers.
  const given = weighted(
    random,
    givens.map(([name]) => capital(name)),
    givens.map(([, share]) => Number(share) ** 0.85),
  )
  const family = weighted(
    random,
    families.map(([name]) => capital(name)),
    families.map(([, share]) => Number(share)),
  )
  const oneFamily = () => (random() < 0.62 ? family() : pick(random, rare))
  return {
    real: true,
    draw: () => ({
      given: random() < 0.13 ? pick(random, OTHERS) : random() < 0.04 ? `${given()}-${given()}` : given(),
      family: random() < 0.02 ? `${oneFamily()}-${family()}` : oneFamily(),
    }),
  }
}
