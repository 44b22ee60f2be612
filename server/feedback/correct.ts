import type { Change } from '../../contract/feedback.ts'
import type { Alert, Kind, Polarity, Reading } from '../../contract/reading.ts'

/** A correction as it is kept: which finding, and what a person says of it. */
export interface Correction {
  /** `polarity`, `theme:<key>`, `kind:<key>`, an alert, `praised`. */
  head: string
  becomes: Said
}
/** `{polarity, mixed}`, `{polarity}` of a theme (null: not about it), `{on}` of a kind or an alert, `{names}`. */
export interface Said {
  polarity?: Polarity | null
  mixed?: boolean
  on?: boolean
  names?: string[]
}
/** The findings of a reading that a person may correct. */
export type Findings = Pick<
  Reading,
  'polarity' | 'sure' | 'mixed' | 'themes' | 'kinds' | 'callback' | 'promise' | 'leaving' | 'urgent' | 'praised'
>

const LEANING = { good: 1, neutral: 0, bad: -1, mixed: 0 } as const

export function correctionOf(change: Change): Correction {
  switch (change.head) {
    case 'polarity':
      return {
        head: 'polarity',
        becomes: { polarity: LEANING[change.becomes], mixed: change.becomes === 'mixed' },
      }
    case 'theme':
      return { head: `theme:${change.theme}`, becomes: { polarity: change.becomes } }
    case 'kind':
      return { head: `kind:${change.kind}`, becomes: { on: change.becomes } }
    case 'alert':
      return { head: change.alert, becomes: { on: change.becomes } }
    default:
      return { head: 'praised', becomes: { names: [...new Set(change.becomes)] } }
  }
}

const behind = (head: string, start: string): string | null =>
  head.startsWith(start) ? head.slice(start.length) : null

/** What a reading says of a head, in the shape a correction has. */
export function saidOf(findings: Findings, head: string): Said {
  if (head === 'polarity') return { polarity: findings.polarity, mixed: findings.mixed }
  if (head === 'praised') return { names: [...findings.praised] }
  const theme = behind(head, 'theme:')
  if (theme !== null) return { polarity: findings.themes.find((each) => each.theme === theme)?.polarity ?? null }
  const kind = behind(head, 'kind:')
  if (kind !== null) return { on: findings.kinds.includes(kind as Kind) }
  return { on: findings[head as Alert] }
}

export const sameSaid = (a: Said, b: Said): boolean =>
  a.polarity === b.polarity &&
  (a.mixed ?? false) === (b.mixed ?? false) &&
  a.on === b.on &&
  (a.names ?? []).join('\n') === (b.names ?? []).join('\n')

/** A reading with the word of a person in place of the reader's. What a person says is sure. */
export function corrected<F extends Findings>(findings: F, { head, becomes }: Correction): F {
  if (head === 'polarity')
    return { ...findings, polarity: becomes.polarity ?? 0, mixed: becomes.mixed ?? false, sure: 1 }
  if (head === 'praised') return { ...findings, praised: becomes.names ?? [] }
  const theme = behind(head, 'theme:')
  if (theme !== null) {
    const others = findings.themes.filter((each) => each.theme !== theme)
    const { polarity } = becomes
    return { ...findings, themes: polarity == null ? others : [...others, { theme, polarity, sure: 1 }] }
  }
  const kind = behind(head, 'kind:')
  if (kind !== null) {
    const others = findings.kinds.filter((each) => each !== kind)
    return { ...findings, kinds: becomes.on ? [...others, kind as Kind] : others }
  }
  return { ...findings, [head]: becomes.on ?? false }
}

/** Whatever a reader says, what people said stands: the newest word on each finding, the oldest first in the list. */
export const overlaid = <F extends Findings>(findings: F, corrections: readonly Correction[]): F =>
  corrections.reduce(corrected, findings)
