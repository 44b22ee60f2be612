import type { Judged, Verdict } from './judged.ts'
import { mayWe } from './may-we.ts'

/** A decision judged again, and in what it comes out otherwise. */
export interface JudgedAgain {
  same: boolean
  verdict: Verdict
  differs: ('answer' | 'articles' | 'because' | 'pack' | 'nextAllowed')[]
}

/**
 * Judges a past decision again, from all that it was taken from, by the pack of its day. It must come out the same: where it does not,
 * either what was kept was changed, or the rules were after the fact, which a pack never is (a change is a new pack with its own day).
 */
export function judgeAgain({ asked, person, settings, verdict: before }: Judged): JudgedAgain {
  const verdict = mayWe(asked, person, settings)
  const parts = ['answer', 'articles', 'because', 'pack', 'nextAllowed'] as const
  const differs = parts.filter((part) => !alike(before[part], verdict[part]))
  return { same: differs.length === 0, verdict, differs }
}

/** Equal, whatever the order in which a database keeps the keys. */
function alike(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => alike(each, b[i]))
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => alike((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
    )
  }
  return a === b
}
