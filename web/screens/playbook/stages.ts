import type { Moment } from '../../../contract/playbook.ts'

/** The relationship, as a line from the order to the return. */
export const STAGES = ['order', 'keys', 'life', 'talk', 'return'] as const
export type Stage = (typeof STAGES)[number]

const BY_FACT: [RegExp, Stage][] = [
  [/^order\.(?:placed|in-progress|ready|cancelled)/u, 'order'],
  [/^(?:order\.delivered|asset\.bought)/u, 'keys'],
  [/^(?:call|appointment|answer|case|message|promise)\./u, 'talk'],
  [/^asset\.sold/u, 'return'],
]

/** Where on the line a moment stands, by what starts it. */
export function stageOf({ on }: Pick<Moment, 'on'>): Stage {
  if (typeof on === 'string') return BY_FACT.find(([kind]) => kind.test(on))?.[1] ?? 'life'
  if ('silence' in on) return 'return'
  if ('date' in on) {
    if (on.date === 'order.promisedOn') return 'order'
    if (on.date === 'contract.until' || (on.date === 'asset.boughtOn' && on.years)) return 'return'
  }
  return 'life'
}
