import { mixed } from './dictionary.ts'

/**
 * The bones of a name: its consonants as French and their neighbours' ears hear them, in one pass, as a number. Coarser and a
 * hundred times faster than `customers/name-sound.ts`, which has all the readings: a million records have 150,000 different names,
 * and here the key only has to bring two records together; the comparison judges.
 *
 * In the line of Soundex2 and Phonex (Brouard 1999): vowels fall but for a first one, `h` is mute, `ph` is f, `c` `k` `q` `x` are
 * one, `s` `z` and soft `c` are one, `w` is v, soft `g` is j, double letters are one, the mute end (`t d s x z p`) falls.
 */
export function skeleton(name: string): number {
  let end = name.length
  while (end > 3 && 'tdsxzpe'.includes(name[end - 1]!)) end--
  let hash = 0
  let last = ''
  let bones = 0
  for (let i = 0; i < end; i++) {
    const bone = boneAt(name, i, end)
    if (bone === '' || bone === last) {
      if (bone === '' && name[i] !== 'h' && name[i] !== ' ') last = ''
      continue
    }
    hash = Math.imul(hash, 31) + bone.charCodeAt(0)
    last = bone
    bones++
  }
  return bones < 2 ? mixed(wholeHash(name) ^ 0x51ed) : mixed(hash)
}

/** Names of one consonant have too few bones: their letters count. */
function wholeHash(name: string): number {
  let hash = 7
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash, 31) + name.charCodeAt(i)
  return hash
}

const SOFTENERS = 'eiy'
const ONE: Record<string, string> = { z: 's', w: 'v', x: 'k', q: 'k', k: 'k', h: '', ' ': '', y: '' }

function boneAt(name: string, i: number, end: number): string {
  const letter = name[i]!
  const next = i + 1 < end ? name[i + 1]! : ''
  if ('aeiouy'.includes(letter)) return i === 0 ? 'A' : ''
  if (letter === 'p' && next === 'h') return 'f'
  if (letter === 'c') return next === 'h' ? 's' : SOFTENERS.includes(next) && next !== '' ? 's' : 'k'
  if (letter === 'g') return SOFTENERS.includes(next) && next !== '' ? 'j' : 'g'
  return ONE[letter] ?? letter
}
