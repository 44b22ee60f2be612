/** What a field of a foreign payload holds, when it holds what we hope for; else undefined. Nothing here throws. */

export const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** A list; a single thing is a list of one, because XML cannot tell them apart. */
export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]

/** Trimmed text of at most `most` characters; numbers become text; '' and control characters are nothing. */
export function textOf(value: unknown, most = 200): string | undefined {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
  if (typeof text !== 'string') return undefined
  const trimmed = text.trim()
  return trimmed === '' || trimmed.length > most || /\p{Cc}/u.test(trimmed) ? undefined : trimmed
}

/** A finite number, also when it was sent as text (Axis sends everything as text). */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d{1,20}(?:\.\d{1,20})?\s*$/u.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A confidence as 0 to 1: makes that count to 100 give `full` = 100. Nonsense (negative, above full) is no confidence. */
export function confidenceOf(value: unknown, full: 1 | 100): number | undefined {
  const number = numberOf(value)
  return number === undefined || number < 0 || number > full ? undefined : number / full
}

/** A word that says something: `unknown`, `none`, `other` do not. */
export function wordOf(value: unknown): string | undefined {
  const word = textOf(value, 60)?.toLowerCase()
  return word === undefined || /^(?:unknown|unkonw|none|null|n\/a|other|-|0)$/u.test(word) ? undefined : word
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
/** The object without its undefined fields: what `exactOptionalPropertyTypes` asks for. */
export const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
