import type { Playbook } from '../../contract/playbook.ts'
import type { PlaybookDifference } from '../../contract/playbooks.ts'

export interface Compared {
  whole: PlaybookDifference[]
  moments: {
    id: string
    title: Record<string, string>
    change: 'added' | 'removed' | 'changed'
    differences: PlaybookDifference[]
  }[]
}

/** What changes from one playbook to another: the whole first, then moment by moment in the order of the newer; those removed come last. */
export function comparePlaybooks(from: Playbook, to: Playbook): Compared {
  const { moments: before, ...wholeBefore } = from
  const { moments: after, ...wholeAfter } = to
  const old = new Map(before.map((each) => [each.id, each]))
  const kept = new Set(after.map((each) => each.id))
  const moments: Compared['moments'] = []
  for (const moment of after) {
    const was = old.get(moment.id)
    const found = differences(was ?? {}, moment)
    if (found.length > 0)
      moments.push({
        id: moment.id,
        title: moment.title,
        change: was ? 'changed' : 'added',
        differences: was ? found : [],
      })
  }
  for (const { id, title } of before) if (!kept.has(id)) moments.push({ id, title, change: 'removed', differences: [] })
  return { whole: differences(wholeBefore, wholeAfter), moments }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every leaf that is another than before, under its path. A list is a leaf: `call, sms`. */
function differences(from: Record<string, unknown>, to: Record<string, unknown>, under = ''): PlaybookDifference[] {
  const found: PlaybookDifference[] = []
  for (const key of new Set([...Object.keys(to), ...Object.keys(from)])) {
    const [was, is] = [from[key], to[key]]
    const path = under ? `${under}.${key}` : key
    if (isObject(was) || isObject(is)) {
      // A start may be a word before and a date after: both are told, whole.
      if ((isObject(was) || was === undefined) && (isObject(is) || is === undefined))
        found.push(...differences(was ?? {}, is ?? {}, path))
      else found.push({ path, from: shown(was), to: shown(is) })
    } else if (shown(was) !== shown(is)) found.push({ path, from: shown(was), to: shown(is) })
  }
  return found
}

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (isObject(value))
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${shown(each) ?? ''}`)
      .join(', ')
  return String(value).trim()
}
