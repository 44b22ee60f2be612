import type { Finding, ProductCard, ShelfState } from '../../../contract/quality.ts'

/** A text in the language of the screen, else in the first it was written in. */
export const inLanguage = (said: Record<string, string>, locale: string): string =>
  said[locale] || Object.values(said).find(Boolean) || ''

/** Columns of the board, in the order a product goes through them; what is on the shelf stands below. */
export const COLUMNS = ['alert', 'proposed', 'withdrawn', 'returning', 'returned'] as const satisfies ShelfState[]

export const toneOf = (state: ShelfState): 'good' | 'wait' | 'bad' | 'now' | 'calm' =>
  (
    ({
      'on-shelf': 'good',
      alert: 'wait',
      proposed: 'now',
      withdrawn: 'bad',
      returning: 'wait',
      returned: 'good',
    }) as const
  )[state]

/** How the stars are coloured, beside their words: surely under, perhaps under, not. */
export function scaleTone({ evidence }: Pick<ProductCard, 'evidence'>): 'good' | 'wait' | 'bad' {
  if (!evidence) return 'good'
  return evidence.below > 0.8 ? 'bad' : (evidence.naive ?? 5) < evidence.bar ? 'wait' : 'good'
}

export const findingTone: Record<Finding, 'good' | 'wait' | 'bad' | 'calm'> = {
  'too-few': 'calm',
  fine: 'good',
  alert: 'wait',
  propose: 'bad',
  withdraw: 'bad',
}
