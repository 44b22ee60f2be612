/**
 * The comparisons and their levels. Level 0 of each is "nothing to compare": it weighs nothing. The words for the screen are keyed
 * `<comparison>.<level>`.
 */
export const GIVEN_LEVELS = [
  'missing',
  'exact',
  'part',
  'nickname',
  'oneEdit',
  'close',
  'alike',
  'initial',
  'swapped',
  'elsewhere',
  'different',
] as const
export const FAMILY_LEVELS = [
  'missing',
  'exact',
  'part',
  'oneEdit',
  'close',
  'alike',
  'initial',
  'swapped',
  'elsewhere',
  'different',
] as const
const REST_LEVELS = ['missing', 'most', 'some', 'none'] as const
export const BIRTH_LEVELS = [
  'missing',
  'exact',
  'swapped',
  'oneDigit',
  'placeholder',
  'twoParts',
  'sameYear',
  'different',
  'generation',
] as const
const EMAIL_LEVELS = ['missing', 'exact', 'local', 'oneEdit', 'alike', 'different'] as const
const PHONE_LEVELS = ['missing', 'exact', 'oneDigit', 'different'] as const
export const ADDRESS_LEVELS = [
  'missing',
  'home',
  'homeNoTown',
  'street',
  'neighbour',
  'postcode',
  'postcodeOtherStreet',
  'city',
  'cityOtherStreet',
  'nearPostcode',
  'streetElsewhere',
  'different',
] as const
const CODE_LEVELS = ['missing', 'exact', 'oneEdit', 'different'] as const
export const GENERIC_LEVELS = ['missing', 'exact', 'close', 'part', 'different'] as const

/** Places of the fixed comparisons; generic ones follow. */
export const C_GIVEN = 0
export const C_FAMILY = 1
export const C_REST = 2
export const C_BIRTH = 3
export const C_EMAIL = 4
export const C_PHONE = 5
export const C_ADDRESS = 6
export const C_NATIONAL = 7
export const C_VEHICLE = 8
export const C_GENERIC = 9

/** Levels of one comparison take sixteen places in every weight table. */
export const WIDTH = 16

export interface Comparison {
  name: string
  levels: readonly string[]
  /** Shared by people who live or drive together; a personal field says nothing of them, but for twins and namesakes. */
  kind: 'personal' | 'shared'
}

const FIXED: readonly Comparison[] = [
  { name: 'givenName', levels: GIVEN_LEVELS, kind: 'personal' },
  { name: 'familyName', levels: FAMILY_LEVELS, kind: 'shared' },
  { name: 'otherNames', levels: REST_LEVELS, kind: 'shared' },
  { name: 'birthDate', levels: BIRTH_LEVELS, kind: 'personal' },
  { name: 'email', levels: EMAIL_LEVELS, kind: 'shared' },
  { name: 'phone', levels: PHONE_LEVELS, kind: 'shared' },
  { name: 'address', levels: ADDRESS_LEVELS, kind: 'shared' },
  { name: 'nationalId', levels: CODE_LEVELS, kind: 'personal' },
  { name: 'vehicle', levels: CODE_LEVELS, kind: 'shared' },
]
const PERSONAL_GENERIC = new Set(['gender', 'occupation'])

/** Every comparison of a table whose generic columns bear these names. */
export const comparisonsOf = (generics: readonly string[]): Comparison[] => [
  ...FIXED,
  ...generics.map(
    (name): Comparison => ({
      name,
      levels: GENERIC_LEVELS,
      kind: PERSONAL_GENERIC.has(name) ? 'personal' : 'shared',
    }),
  ),
]
