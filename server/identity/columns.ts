import { type Dictionary, emptyDictionary } from './dictionary.ts'
import { type Sex, UNSAID } from './sex.ts'

/** Columns of a row, one number each; a record is one or two lines of the processor's cache. */
export const GIVEN = 0
export const FAMILY = 1
export const REST = 2
export const BIRTH = 3
export const EMAIL = 4
export const PHONE = 5
export const NUMBER = 6
export const STREET = 7
export const POSTCODE = 8
export const CITY = 9
export const NATIONAL = 10
export const PLATE = 11
export const VIN = 12
/** Columns compared without knowing what they mean begin here: company, birth place, occupation, gender, extras. */
export const GENERIC = 13

/** Places in what is known of a name as numbers; eight of them, so that one name is one half of a line of the processor's cache. */
export const NAME_HASHES = 8
export const BONES = 0
export const INITIAL = 1
export const START = 2
export const START4 = 3
export const END = 4
export const END4 = 5
/** Which letters it has and how many, as in its dictionary. */
export const LETTERS = 6
/** {@link COMPOSED} and {@link NICKNAMED}. */
export const KIND = 7
/** It has several words, a particle, or is a single letter: its letters alone do not say whether it is near another. */
export const COMPOSED = 1
/** It is, or has, a short form. */
export const NICKNAMED = 2

/** What is known of a name beside its letters, by code. */
export interface NameFacts {
  /** Hashes for blocking keys, letters and kind, `NAME_HASHES` for each code. */
  hashes: Uint32Array
  /** The code of its first word (itself when there is one word). */
  head: number[]
  /** The code of the name without blanks. */
  glued: number[]
  words: Map<number, number[]>
  /** Hashes of what a nickname may stand for. */
  groups: Map<number, number[]>
  /** The name without its particle, when it bears one. */
  bare: Map<number, number>
  /** By whom it is borne, as a given name. */
  sex: Sex[]
  /** How it is said, of names that somebody asked about. */
  heard: Map<number, readonly string[]>
}

export interface Encoded {
  /** Tells one table from another in what is remembered of pairs of codes. */
  serial: number
  n: number
  stride: number
  rows: Uint32Array
  ids: string[]
  sources: Uint16Array
  sourceNames: string[]
  dictionaries: Dictionary[]
  /** Names of the generic columns, in order from `GENERIC`. */
  generics: string[]
  names: NameFacts
  emailLocal: number[]
  emailDomain: number[]
  emailParts: Dictionary
  restWords: Map<number, number[]>
  streetBones: number[]
  /** Second and further values of a column: by row × stride + column. */
  more: Map<number, number[]>
  /** Values set aside by their shape, with their count. */
  nobody: Map<string, number>
  /** Of the e-mail, phone, national, plate and VIN columns: 1 where the code stands for nobody. */
  ofNobody: Record<number, number[]>
  /** Raw texts met before, by column: most names, towns and streets are met again. */
  met: Map<string, number>[]
}

let tables = 0

/** An empty table. `generics` names the columns that have no meaning of their own; those met later are added. */
export function emptyTable(generics: readonly string[] = [], capacity = 64): Encoded {
  const stride = GENERIC + generics.length
  const dictionaries = Array.from({ length: stride }, emptyDictionary)
  dictionaries[FAMILY] = dictionaries[GIVEN]!
  dictionaries[REST] = emptyDictionary()
  return {
    serial: ++tables,
    n: 0,
    stride,
    rows: new Uint32Array(capacity * stride),
    ids: [],
    sources: new Uint16Array(capacity),
    sourceNames: [],
    dictionaries,
    generics: [...generics],
    names: {
      hashes: new Uint32Array(32 * NAME_HASHES),
      head: [0],
      glued: [0],
      words: new Map(),
      groups: new Map(),
      bare: new Map(),
      sex: [UNSAID],
      heard: new Map(),
    },
    emailLocal: [0],
    emailDomain: [0],
    emailParts: emptyDictionary(),
    restWords: new Map(),
    streetBones: [0],
    more: new Map(),
    nobody: new Map(),
    ofNobody: { [EMAIL]: [0], [PHONE]: [0], [NATIONAL]: [0], [PLATE]: [0], [VIN]: [0] },
    met: Array.from({ length: GENERIC }, () => new Map<string, number>()),
  }
}
