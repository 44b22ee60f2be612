import type { Moment } from '../../../contract/playbook.ts'

export type MomentDraft = Partial<Record<string, unknown>> & Pick<Moment, 'id' | 'title' | 'do'> & { on: Moment['on'] }

/** The keys of a moment that have a value unless one is written: written only when they differ from it, so that a page stays short. */
const UNLESS: Record<string, unknown> = {
  core: false,
  within: '14 days',
  purpose: 'service',
  by: 'advisor',
  priority: 5,
  holdout: 0,
  minutes: 5,
}

export const emptyMoment = (languages: readonly string[]): MomentDraft => ({
  id: '',
  title: Object.fromEntries(languages.map((language) => [language, ''])),
  on: 'order.delivered',
  do: ['call'],
})

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
/** Texts in no language, or empty ones, are none. */
const cleaned = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === '' ? null : value
  const kept = Object.entries(value).filter(([, each]) => each !== '' && each !== undefined)
  return kept.length === 0 ? null : Object.fromEntries(kept)
}

/** What to write into the page: only what changed; `null` takes a line away. */
export function changesOf(before: Moment | null, draft: MomentDraft): Record<string, unknown> {
  const was = (before ?? {}) as Record<string, unknown>
  const changes: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(was), ...Object.keys(draft)])) {
    const value = cleaned(draft[key])
    if (same(value ?? null, was[key] ?? null)) continue
    const usual = key in UNLESS && same(value, UNLESS[key])
    if (usual && was[key] === undefined) continue
    changes[key] = usual ? null : (value ?? null)
  }
  return changes
}
