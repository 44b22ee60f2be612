import { deletions } from '../plain/edit-distance.ts'

/**
 * How a name sounds, for French ears first: what someone who only heard it may write.
 *
 * Our own key, because the published ones are dead in npm and made for another use. Its rules are in the line of FONEM (Bouchard,
 * Brard, Lavoie, Population 36/6, 1981: families of the Saguenay), Phonex (F. Brouard, 1999) and Soundex2; it differs in that
 * - it is coarse on purpose: every sound `é è ai ei eu` and the mute `e` vanish after the first letter, so that a missing accent,
 *   `-et`/`-ay`/`-é`/`-er` and the `e` one does not hear fall together. The ranking, not the key, tells near from far;
 * - a spelling with two readings has two keys (as in Double Metaphone, Philips 2000): `ill` is `Y` or `L`, a last `er` is
 *   heard or not, `x` is `KS`, `S` or the Portuguese `CH`. Two names sound alike when they share one key.
 *
 * Codes: 1 an/en · 2 in/ain/un · 3 on · X ch/sch/sz · Y ill/lh · U u/ou · S s/z/ç · J j/ge · other letters as they sound.
 */
type Rule = [pattern: RegExp, ...readings: string[]]

/** What letters do together, before each is read alone. Order matters: longer groups first. */
const GROUPS: Rule[] = [
  // Names whose cedilla is lost in capitals and in e-mail.
  [/^franc(?=oi|ai)/gu, 'frans'],
  [/goncal/gu, 'gonsal'],
  [/(lour|mend|bragan|alen)(en|on|)c(?=[ao])/gu, '$1$2s'],
  [/c(?=on$)/gu, 'c', 'ss'],
  // One Arabic name in many alphabets.
  [/^m[aou]{1,2}h?a?m+[aeiou]d$/gu, 'moamad'],
  [/^(?:yu|you|yo|iou)s+[ou]+f$/gu, 'yousef'],
  [/^jean/gu, 'jan'],
  // Old letters nobody says: Lefebvre, Besnard, Deschamps, Lecompte, Thibault.
  [/bv/gu, 'v'],
  [/^(de|le)s(?=[bcdfghjlmnpqrtv])/gu, '$1'],
  [/([eo])sn(?=[aeiouy])/gu, '$1n'],
  [/mpt/gu, 'mt'],
  [/aul(?=[dtx]?s?$)/gu, 'au'],
  // German, Slavic, English, Portuguese, Italian ways of writing.
  [/schw/gu, 'Xv'],
  [/t?sch|tch|tsh|sh|cz|sz/gu, 'X'],
  [/rz(?=[aeiouy])/gu, 'rj'],
  [/chr|khr/gu, 'kr'],
  [/ch(?=l)/gu, 'k'],
  [/ch(?=i$|ie|io|ael|elli|etti)/gu, 'X', 'K'],
  [/ch/gu, 'X'],
  [/gh/gu, 'G'],
  [/kh/gu, 'K'],
  [/ph/gu, 'f'],
  [/nh/gu, 'ni'],
  [/lh/gu, 'Y'],
  [/^ng(?=u|o)/gu, 'n'],
  [/^ts|^dz/gu, 's'],
  [/gn/gu, 'ni'],
  [/gw/gu, 'gou'],
  [/cc(?=[iey])/gu, 'ks', 'X'],
  [/c?qu(?=[aeiouy])|[cq]ou(?=a)|cq|ck|q/gu, 'K'],
  [/gu(?=[eiy])/gu, 'G'],
  [/ge(?=[aou])|gi(?=[aou])/gu, 'j'],
  [/g(?=[eiy])/gu, 'j'],
  [/c(?=[eiy])/gu, 's'],
  [/g?z|sc(?=[eiy])/gu, 's'],
  [/^x/gu, 'ks', 's'],
  [/(?<=[aeiouy])x(?=[aeiouy])/gu, 'ks', 's', 'X'],
  [/w(?=[aeiou])/gu, 'v', 'ou'],
  [/w/gu, 'v'],
  // The ill of Cieille and Guillaume, the ll of Cielle; the y of Haye and Royer.
  [/aye$/gu, 'aY', 'e'],
  [/[ae][iy](?=ers?$)/gu, 'aY'],
  [/(?<=[aeou])(?:ill|il$)/gu, 'Y', 'l'],
  [/(?<=[^aeou])ill(?=[aeiouy])/gu, 'iY', 'il'],
  [/(?<=[aeo])y(?=[aeiou])/gu, 'Y'],
  [/(?<=[uiY])y(?=[aeiou])/gu, 'Y'],
  [/ye(?=$|s$)/gu, 'Y'],
  [/h/gu, ''],
  [/([bcdfgjklmnprstvYKGX])\1+/gu, '$1'],
]

/** What the end of a name keeps silent. */
const ENDINGS: Rule[] = [
  [/(?<=i)ers?$/gu, 'e'],
  [/ers?$/gu, 'e', 'er'],
  [/(?<![i])ens?$/gu, 'eN', 'an'],
  [/(?<=[aeiouynr])[dtszx]+$|(?<=[mn]|ou)ps?$|(?<=[nr])[cg]s?$/gu, ''],
  [/(?<=[mn]|ou)p$|(?<=[aeiouynr])[dtszx]+$/gu, ''],
  [/(?<=[aeou]?e)[dtszx]+$/gu, ''],
]

/** Vowels, several letters before one. A nasal is a vowel and n or m before a consonant or the end. */
const VOWELS: Rule[] = [
  [/oin(?![aeiouynm])/gu, 'U2'],
  [/ien(?![aeiouynm])/gu, 'I2'],
  [/(?:ai|ei|i|y|u|ey|ay)[nm](?![aeiouynm])/gu, '2'],
  [/(?:a|e|ae|ea)[nm](?![aeiouynm])/gu, '1'],
  [/o[nm](?![aeiouynm])/gu, '3'],
  [/o[iy](?:e$|(?![aeiouy]))/gu, 'UA'],
  [/oeu|eu|ai|ay|ei|ey/gu, 'E'],
  [/eau|au/gu, 'O'],
  [/ou|oo/gu, 'U'],
  [/[iy]/gu, 'I'],
]

const LAST: Rule[] = [
  [/c|k/gu, 'K'],
  [/[z]/gu, 'S'],
  [/x/gu, 'KS'],
]

const MOST_READINGS = 4

function read(words: string[], rules: Rule[]): string[] {
  let all = words
  for (const [pattern, ...readings] of rules) {
    // Most rules say nothing of most words.
    if (all.every((word) => word.search(pattern) < 0)) continue
    const next = new Set<string>()
    for (const reading of readings) for (const word of all) next.add(word.replace(pattern, reading))
    all = [...next].slice(0, MOST_READINGS)
  }
  return all
}

/** Drops the sounds one cannot tell apart by ear, keeps at least two letters. */
function bare(sounded: string): string {
  const all = sounded.toUpperCase()
  const short = all.slice(0, 1) + all.slice(1).replace(/E/gu, '')
  return short.length >= 2 ? short : all.replace(/E+/gu, 'E')
}

/** Every reading of a word, sound by sound. */
const readings = (word: string): string[] => read(read(read(read([word], GROUPS), ENDINGS), VOWELS), LAST)

const ASCII = /^[a-z]+$/u

const unique = (keys: string[]): string[] => [...new Set(keys)].filter(Boolean)

/**
 * The keys of one folded word (see `fold`), likeliest reading first, at most four; a word of another script is its own key.
 * `coarse` finds; `fine` keeps `é` and its kin but for the last, so that Hubert and Uber share one, and Weber has another.
 */
export function soundsOf(word: string): { coarse: string[]; fine: string[] } {
  if (!ASCII.test(word)) return { coarse: unique([word]), fine: unique([word]) }
  const all = readings(word)
  return {
    coarse: unique(all.map(bare)),
    fine: unique(
      all.map((sounded) =>
        sounded
          .toUpperCase()
          .replace(/E+/gu, 'E')
          .replace(/(?<=..)E$/u, ''),
      ),
    ),
  }
}

export const nameSounds = (word: string): string[] => soundsOf(word).coarse

export const soundsAlike = (a: string, b: string): boolean => {
  const keys = nameSounds(b)
  return nameSounds(a).some((key) => keys.includes(key))
}

/** Keys that two names one sound apart share; short sounds are left whole, else everything would sound near. */
export const nearSounds = (sounds: readonly string[]): string[] => [
  ...new Set(sounds.flatMap((sound) => (sound.length < 3 ? [sound] : deletions(sound)))),
]
