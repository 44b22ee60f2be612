import { foldedWords } from '../plain/fold.ts'
import { LAST, WHOLE } from './likely-words.ts'
import { isParticle } from './needles.ts'
import type { Question } from './question.ts'

/** One way to read what was typed as a name and what they drive: « martin clio », « clio martin », « jeanne martin t roc ». */
export interface NameAndVehicle {
  /** Make or model, or a make with its model, in one word. */
  vehicle: string
  /** The range of names. */
  low: string
  high: string
}

const LONGEST_VEHICLE = 3
const SHORTEST = 2

/** Every way to read it so: the vehicle behind the name or before it, in one word or up to three. Of more than two words of a name, the first two tell it. */
export function namesAndVehicles({ all: words, typing }: Pick<Question, 'all' | 'typing'>): NameAndVehicle[] {
  const found: NameAndVehicle[] = []
  const add = (vehicle: readonly string[], name: readonly string[], unfinished: boolean) => {
    const strong = name.filter((word) => !isParticle(word)).slice(0, 2)
    const joined = vehicle.join('')
    const key = strong.join(' ')
    if (joined.length < SHORTEST || !/\p{L}{2}/u.test(key)) return
    found.push({ vehicle: joined, low: key, high: key + (unfinished ? LAST : WHOLE) })
  }
  for (let n = 1; n <= LONGEST_VEHICLE && n < words.length; n++) {
    add(words.slice(-n), words.slice(0, -n), false)
    add(words.slice(0, n), words.slice(n), typing)
  }
  return found
}

/** Is it named by whole words: `clio` and `cliov` of Clio V, `renault`, `renaultclio`; not `cli`? */
export function isNamed(vehicle: string, { make, model }: { make: string; model: string }): boolean {
  const named = (words: readonly string[]) => words.some((_, n) => words.slice(0, n + 1).join('') === vehicle)
  return named(foldedWords(model)) || named([...foldedWords(make), ...foldedWords(model)])
}
