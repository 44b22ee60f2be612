import type { Because } from '../../contract/because.ts'

/** Whom a card went to before, one after the other, is one reason with all their names, at the place of the first. */
export function toldTogether(because: readonly Because[], locale: string): Because[] {
  const told = because.filter(({ code }) => code === 'told-before')
  const [first] = told
  if (!first || told.length === 1) return [...because]
  const names = [...new Set(told.map(({ values }) => String(values.name)))].filter(Boolean)
  const together = { ...first, values: { ...first.values, name: new Intl.ListFormat(locale).format(names) } }
  return because.flatMap((one) => (one === first ? [together] : one.code === 'told-before' ? [] : [one]))
}
