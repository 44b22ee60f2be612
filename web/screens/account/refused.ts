import { ProblemError } from '../../api.ts'
import type { Key, useWords } from '../../words/words.tsx'

type Words = ReturnType<typeof useWords>

/** A refusal of the sign-in service as a problem in our words: what is wrong with what was typed, or why nothing could be done. */
export function refused(
  fault: { status?: number; code?: string | undefined } | null | undefined,
  said: { title: Key; hint: Key },
  t: Words['t'],
): ProblemError {
  const status = fault?.status ?? 0
  const plain = { type: 'about:blank', status }
  if (status === 0) return new ProblemError({ ...plain, code: 'offline', title: '' })
  if (status === 429)
    return new ProblemError({
      ...plain,
      code: 'slow-down',
      title: t('start.slow-down'),
      hint: t('start.slow-down-hint'),
    })
  if (status >= 500) return new ProblemError({ ...plain, code: 'fault', title: '' })
  return new ProblemError({ ...plain, code: 'refused-here', title: t(said.title), hint: t(said.hint) })
}
