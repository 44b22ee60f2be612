import { ATTRIBUTE } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'
import type { Mapped } from './fields.ts'

/** Which columns are looked at. */
export const VIEWS = ['all', 'field', 'kept', 'left'] as const
export type View = (typeof VIEWS)[number]
type Column = Pick<ImportRun['columns'][number], 'name' | 'samples'>

/** A file of more columns than this begins with those that have a field, and has a box to look for the others. */
export const MANY = 24
/** Lines drawn at once: three hundred are a page of forty screens. */
export const AT_ONCE = 40

export const viewOf = (field: string): Exclude<View, 'all'> =>
  field === '' ? 'left' : field === ATTRIBUTE ? 'kept' : 'field'

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/**
 * The columns of a view, by name or by what is in them. Where each stood when the view was chosen decides, so that a column stays under the hand that
 * has just given it another field.
 */
export function columnsShown<C extends Column>(columns: readonly C[], stood: Mapped, view: View, words: string): C[] {
  const sought = plain(words).split(/\s+/u).filter(Boolean)
  return columns.filter(({ name, samples }) => {
    if (view !== 'all' && viewOf(stood[name] ?? '') !== view) return false
    const text = plain([name, ...samples].join(' '))
    return sought.every((word) => text.includes(word))
  })
}

/** Of these columns, those that have no field: the others are each somebody's choice. They are kept, or left out, all at once. */
export function allAtOnce(columns: readonly Column[], mapping: Mapped, to: '' | typeof ATTRIBUTE): Mapped | null {
  const moved = columns.filter(({ name }) => mapping[name] === (to === '' ? ATTRIBUTE : ''))
  return moved.length === 0 ? null : { ...mapping, ...Object.fromEntries(moved.map(({ name }) => [name, to])) }
}
